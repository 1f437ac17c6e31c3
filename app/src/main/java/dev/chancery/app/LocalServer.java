package dev.chancery.app;

import dev.chancery.ca.LocalTls;
import dev.chancery.control.http.Listen;
import dev.chancery.control.issuing.LocalCa;
import dev.chancery.control.principal.AccountId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The API's server certificate from the house's own local CA ({@code --tls-local-ca}), with a key of its own, both made anew at
 * every start.
 *
 * @param tls what the listener serves
 * @param rootPem the CA clients verify it with
 */
record LocalServer(Listen.Tls tls, String rootPem) {
    static LocalServer certify(LocalCa ca, AccountId account, HostPort address) {
        LocalTls.ServerIdentity server = ca.listener(account, names(address));
        return new LocalServer(
                new Listen.Tls(server.chainPem(), server.keyPem()),
                ca.root(account).toPem());
    }

    /** What a listener at this address may be called by. */
    static List<String> names(HostPort address) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        if (!address.host().equals("0.0.0.0") && !address.host().equals("::")) {
            names.add(address.host());
        }
        return List.copyOf(names);
    }
}
