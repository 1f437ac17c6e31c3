package dev.chancery.trust;

import dev.chancery.pki.Certificate;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One thing an edge must believe. A bundle holds at most one entry of each {@link #key()}; putting another replaces it.
 *
 * <p>{@link Config} entries are few and change rarely; {@link Status} entries are revocations, many and frequent.
 */
public sealed interface TrustEntry {
    /** What the entry is about: two entries with the same key cannot stand in one bundle. */
    EntryKey key();

    /** Who is believed, where, and what becomes of their requests. */
    sealed interface Config extends TrustEntry
            permits Authority, Binding, Settings, Rules, Route, ServerCertificate, AccessEntry {}

    /** What became of certificates after they were issued. */
    sealed interface Status extends TrustEntry {
        /** The CA that issued them. */
        AuthorityId authority();
    }

    /** Where a CA comes from, which decides how its revocations are known. The names are on the wire. */
    enum AuthorityKind {
        /** Ours: every revocation is an entry of its own, complete at every revision. */
        MANAGED,
        /** Uploaded for API Shield. */
        UPLOADED,
        /** Uploaded for Access. */
        ACCESS
    }

    /**
     * A CA clients may be judged by.
     *
     * @param certificates roots and intermediates, at least one. The self-signed ones are the trust anchors; where none is, all are
     */
    record Authority(AuthorityId id, AuthorityKind kind, List<Certificate> certificates) implements Config {
        public Authority {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("authority %s without a certificate".formatted(id));
            }
        }

        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.AUTHORITY, id.toString());
        }
    }

    /** Clients of this hostname are asked for a certificate, and this CA's are let in. */
    record Binding(Hostname hostname, AuthorityId authority) implements Config {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.BINDING, hostname + " " + authority);
        }
    }

    /**
     * The Access settings of a hostname ({@code access/certificates/settings}).
     *
     * @param clientCertificateForwarding whether the origin hears the client's certificate
     * @param chinaNetwork whether edges of the China network ask for one
     */
    record Settings(Hostname hostname, boolean clientCertificateForwarding, boolean chinaNetwork) implements Config {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.SETTINGS, hostname.ascii());
        }
    }

    /** What becomes of a request that the judge refuses. The names are on the wire. */
    enum Mode {
        /** It is answered by the edge. */
        ENFORCE,
        /** It is let through, and recorded. */
        LOG
    }

    /**
     * How a hostname's clients are treated beyond what its CAs say.
     *
     * @param graceHours for how many hours revocation data of uploaded CAs may be past its next update; 0 is strict
     * @param certHeaders whether the origin hears the {@code cf-cert-*} headers
     */
    record Rules(Hostname hostname, Mode mode, int graceHours, boolean certHeaders) implements Config {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.RULES, hostname.ascii());
        }
    }

    /**
     * Where the requests of a hostname go.
     *
     * @param origin {@code http} or {@code https}, a host and perhaps a port, nothing else
     */
    record Route(Hostname hostname, URI origin) implements Config {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.ROUTE, hostname.ascii());
        }
    }

    /**
     * What an edge shows its clients. Its private key never stands in a bundle.
     *
     * @param hostnames whom it is for; an exact name wins over a wildcard, a later upload over an earlier one
     * @param chain leaf first
     */
    record ServerCertificate(UUID id, List<HostnamePattern> hostnames, List<Certificate> chain, Instant uploadedOn)
            implements Config {
        public ServerCertificate {
            hostnames = List.copyOf(hostnames);
            chain = List.copyOf(chain);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("server certificate %s without a certificate".formatted(id));
            }
        }

        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.SERVER_CERTIFICATE, id.toString());
        }
    }

    /**
     * A leaf of a managed CA is revoked.
     *
     * @param prefix the first eight bytes of its 20-byte serial number, which no other leaf of that CA has
     */
    record Revoked(AuthorityId authority, long prefix) implements Status {
        @Override
        public EntryKey key() {
            return new EntryKey(EntryKey.Kind.REVOKED, "%s %016x".formatted(authority, prefix));
        }
    }

    /** What the newest revocation data of an uploaded CA says. */
    record RevocationList(AuthorityId authority, RevokedSerials serials) implements Status {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.REVOCATION_LIST, authority.toString());
        }
    }

    /** Clients of an uploaded CA are let in on the word of its OCSP responder only, and control asks it. */
    record Responder(AuthorityId authority) implements Status {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.OCSP_RESPONDER, authority.toString());
        }
    }

    /** What an OCSP responder says of a certificate (RFC 6960 section 2.2). The names are on the wire. */
    enum OcspStatus {
        /** Not revoked. */
        GOOD,
        /** Revoked. */
        REVOKED,
        /** None it knows. */
        UNKNOWN
    }

    /**
     * What the OCSP responder of an uploaded CA said of a certificate the CA issued.
     *
     * @param thisUpdate when that was known to be right
     * @param nextUpdate when the responder has newer information
     */
    record OcspAnswer(
            AuthorityId authority, BigInteger serial, OcspStatus status, Instant thisUpdate, Instant nextUpdate)
            implements Status {
        @Override
        public EntryKey key() {
            return EntryKey.of(EntryKey.Kind.OCSP_ANSWER, authority + " " + serial.toString(16));
        }
    }
}
