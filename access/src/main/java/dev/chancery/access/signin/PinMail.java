package dev.chancery.access.signin;

import dev.chancery.control.accessplane.Team;

/** Brings PINs to people. */
public interface PinMail {
    /**
     * Sends one.
     *
     * @throws RuntimeException if the mail server does not take it
     */
    void send(Team team, String address, String pin);
}
