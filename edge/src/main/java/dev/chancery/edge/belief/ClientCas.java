package dev.chancery.edge.belief;

import dev.chancery.pki.Certificate;
import java.util.List;
import java.util.Objects;

/**
 * The CAs in force at a hostname. Hostnames with equal sets share a TLS context.
 *
 * @param id names the set; another set has another id
 * @param hints certificates whose subjects are named to the client as acceptable issuers (RFC 8446 section 4.2.4)
 */
public record ClientCas(String id, List<Certificate> hints) {
    public ClientCas {
        hints = List.copyOf(hints);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientCas that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }
}
