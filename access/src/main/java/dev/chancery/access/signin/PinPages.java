package dev.chancery.access.signin;

import dev.chancery.access.web.Page;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.control.accessplane.Team;
import java.net.URI;

/** The pages of a sign-in by PIN. */
final class PinPages {
    private PinPages() {}

    static WebAnswer address(Team team, String state) {
        return Page.of(200, "Sign in to " + team.name(), """
                <p>We send you a code by e-mail.</p>
                <form method="post" action="/cdn-cgi/access/pin"><input type="hidden" name="state" value="%s">
                <label>E-mail address <input type="email" name="email" autocomplete="email" required maxlength="320"></label>
                <button>Send me a code</button></form>
                """.formatted(Page.escaped(state)), Looks.of(team));
    }

    /** The same whether a code was sent or not. */
    static WebAnswer code(int status, Team team, String state, String said, URI application) {
        return Page.of(
                status,
                "Enter your code",
                """
                <p class="said%s">%s</p>
                <form method="post" action="/cdn-cgi/access/pin/check"><input type="hidden" name="state" value="%s">
                <label>Code <input name="pin" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" required maxlength="6"></label>
                <button>Sign in</button></form>
                """.formatted(status == 200 ? "" : " bad", Page.escaped(said), Page.escaped(state)),
                Looks.of(team),
                "'self' " + application);
    }
}
