package dev.chancery.access.signin;

import dev.chancery.access.web.Look;
import dev.chancery.control.accessplane.LoginDesign;
import dev.chancery.control.accessplane.Team;

/** What the pages of an organization look like. */
final class Looks {
    private Looks() {}

    static Look of(Team team) {
        LoginDesign design = team.design();
        return new Look(design.background(), design.text(), design.header(), design.footer());
    }
}
