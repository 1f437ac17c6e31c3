package dev.chancery.control.sshcertificates;

import java.time.Instant;

/**
 * How the revocation list of an SSH CA stands.
 *
 * @param number only grows
 * @param changedOn when it last changed
 */
record KrlState(long number, Instant changedOn) {}
