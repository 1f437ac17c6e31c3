package dev.chancery.access.signin;

import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.control.accessplane.Team;
import java.net.URI;
import java.util.Map;

/** A kind of identity provider: how a browser is sent to it, and what is believed of what comes back. */
public interface SignInMethod {
    /** Whether it serves providers of a type. */
    boolean serves(String type);

    /**
     * Begins: says where the browser goes.
     *
     * @throws SignInRefused if the provider cannot be used as it is set up
     */
    Begun begin(Beginning beginning) throws SignInRefused;

    /**
     * Ends: says who signed in. Called once for each beginning.
     *
     * @throws SignInRefused if what came back is not to be believed
     */
    Identity finish(Finishing finishing) throws SignInRefused;

    /**
     * Somebody begins to sign in.
     *
     * @param team whose people sign in
     * @param provider with whom
     * @param state what comes back unchanged: {@code state} (RFC 6749 section 4.1.1), {@code RelayState} (SAML bindings 3.4.3)
     * @param callback where it comes back to
     */
    record Beginning(Team team, SignInProvider provider, String state, URI callback) {
        /** Without the state, which is a secret. */
        @Override
        public String toString() {
            return "Beginning[%s]".formatted(provider.id());
        }
    }

    /**
     * How it begins.
     *
     * @param step where the browser goes
     * @param remembered what the method needs to know at the end; kept where only this sign-in finds it
     */
    record Begun(Step step, Map<String, String> remembered) {
        public Begun {
            remembered = Map.copyOf(remembered);
        }

        /** Without what is remembered. */
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /** Where the browser goes. */
    sealed interface Step {
        /** Somewhere, by a GET. */
        record Redirect(URI to) implements Step {}

        /** Somewhere, by a form that is sent. */
        record Form(URI to, Map<String, String> fields) implements Step {
            public Form {
                fields = Map.copyOf(fields);
            }
        }

        /** Nowhere: it is asked for an address to send a PIN to. */
        record AskForAddress() implements Step {}
    }

    /**
     * Somebody came back.
     *
     * @param remembered what the beginning remembered
     * @param request what the browser brought
     */
    record Finishing(Beginning beginning, Map<String, String> remembered, WebRequest request) {
        public Finishing {
            remembered = Map.copyOf(remembered);
        }

        /** Without what is remembered. */
        @Override
        public String toString() {
            return "Finishing[%s]".formatted(beginning.provider().id());
        }
    }
}
