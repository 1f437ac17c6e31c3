package dev.chancery.control.customcertificates;

import dev.chancery.ca.UploadedKey;
import dev.chancery.ca.UploadedKeyRefused;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.BundleFault;
import dev.chancery.pki.CertificateBundle;
import dev.chancery.pki.DnsNames;
import dev.chancery.pki.MalformedException;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.HostnamePattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of an upload: reads what was sent and gathers everything that is wrong with it, each fault with its place. */
final class UploadRules {
    private static final String CERTIFICATE = "/certificate";
    private static final String PRIVATE_KEY = "/private_key";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USE = "2.5.29.37.0";

    private final String zoneName;
    private final List<Fault> faults;

    private UploadRules(String zoneName, List<Fault> faults) {
        this.zoneName = zoneName;
        this.faults = new ArrayList<>(faults);
    }

    /**
     * An upload that may be kept.
     *
     * @param bundle the chain
     * @param hosts every DNS name of the leaf
     * @param patterns those that lie in the zone
     * @param key the leaf's private key, if one was sent
     */
    record Accepted(
            CertificateBundle bundle, List<String> hosts, List<HostnamePattern> patterns, Optional<UploadedKey> key)
            implements AutoCloseable {
        /** Wipes the key. */
        @Override
        public void close() {
            key.ifPresent(UploadedKey::close);
        }
    }

    /**
     * @throws Refusal with every fault
     */
    static Accepted judge(
            Optional<String> certificate,
            Optional<String> privateKey,
            List<Fault> faults,
            String zoneName,
            Instant now) {
        return new UploadRules(zoneName, faults).read(certificate, privateKey, now);
    }

    private Accepted read(Optional<String> certificate, Optional<String> privateKey, Instant now) {
        Optional<CertificateBundle> bundle = certificate.flatMap(this::bundle);
        List<String> hosts = bundle.map(this::hosts).orElseGet(List::of);
        List<HostnamePattern> patterns =
                hosts.stream().flatMap(host -> inZone(host).stream()).distinct().toList();
        bundle.ifPresent(read -> check(read, hosts, patterns, now));
        Optional<UploadedKey> key = bundle.flatMap(read -> privateKey.flatMap(pem -> key(pem, read)));
        if (bundle.isEmpty() || !faults.isEmpty()) {
            key.ifPresent(UploadedKey::close);
            throw new Refusal(faults);
        }
        return new Accepted(bundle.get(), hosts, patterns, key);
    }

    private Optional<CertificateBundle> bundle(String pem) {
        try {
            return Optional.of(CertificateBundle.parsePem(pem));
        } catch (MalformedException e) {
            faults.add(
                    ErrorCode.CERTIFICATE_UNREADABLE.at(CERTIFICATE, "Unable to parse certificate: " + e.sentence()));
            return Optional.empty();
        }
    }

    private List<String> hosts(CertificateBundle bundle) {
        try {
            return DnsNames.of(bundle.first());
        } catch (MalformedException e) {
            faults.add(
                    ErrorCode.CERTIFICATE_UNREADABLE.at(CERTIFICATE, "Unable to parse certificate: " + e.sentence()));
            return List.of();
        }
    }

    private Optional<HostnamePattern> inZone(String host) {
        try {
            HostnamePattern pattern = HostnamePattern.parse(host);
            Hostname below = new Hostname(pattern.isWildcard() ? pattern.text().substring(2) : pattern.text());
            return Optional.of(pattern).filter(any -> below.liesIn(zoneName));
        } catch (Hostname.Malformed e) {
            // A name no client can ask for; the others count.
            return Optional.empty();
        }
    }

    private void check(CertificateBundle bundle, List<String> hosts, List<HostnamePattern> patterns, Instant now) {
        for (BundleFault fault : bundle.checkLeaf(now)) {
            faults.add(code(fault.kind()).at(CERTIFICATE, fault.sentence()));
        }
        List<String> uses = bundle.first().extendedKeyUsages();
        if (!uses.isEmpty() && !uses.contains(SERVER_AUTH) && !uses.contains(ANY_USE)) {
            faults.add(ErrorCode.NOT_FOR_SERVER.at(
                    CERTIFICATE,
                    "Certificate 1 is not for servers (expected: extended key usage serverAuth, or none)."));
        }
        if (patterns.isEmpty()) {
            faults.add(ErrorCode.NOT_FOR_SERVER.at(
                    CERTIFICATE,
                    "Certificate 1 names %s (expected: %s, a name below it or *.%s among its DNS names)"
                            .formatted(
                                    hosts.isEmpty() ? "no host" : Excerpt.of(String.join(", ", hosts)),
                                    zoneName,
                                    zoneName)));
        }
    }

    private static ErrorCode code(BundleFault.Kind kind) {
        return switch (kind) {
            case NOT_A_CERTIFICATE -> ErrorCode.CERTIFICATE_UNREADABLE;
            case NOT_A_LEAF -> ErrorCode.CERTIFICATE_NOT_A_LEAF;
            case NOT_A_CA, CANNOT_SIGN, SIGNATURE_ALGORITHM, NOT_ISSUED_BY_NEXT, SIGNATURE, DUPLICATE, PATH_LENGTH ->
                ErrorCode.CHAIN_BROKEN;
            case EXPIRED -> ErrorCode.CERTIFICATE_EXPIRED;
            case KEY -> ErrorCode.KEY_NOT_ALLOWED;
        };
    }

    private Optional<UploadedKey> key(String pem, CertificateBundle bundle) {
        try {
            return Optional.of(UploadedKey.parse(pem, bundle.first().publicKey()));
        } catch (UploadedKeyRefused e) {
            faults.add(code(e.fault()).at(PRIVATE_KEY, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static ErrorCode code(UploadedKeyRefused.Fault fault) {
        return switch (fault) {
            case NOT_PEM, NOT_A_PRIVATE_KEY, SEVERAL_KEYS, ENCRYPTED, MALFORMED -> ErrorCode.PRIVATE_KEY_UNREADABLE;
            case UNSUPPORTED -> ErrorCode.KEY_NOT_ALLOWED;
            case NOT_THE_CERTIFICATES_KEY -> ErrorCode.PRIVATE_KEY_MISMATCH;
        };
    }
}
