package dev.chancery.edge.file;

import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.ServedConfig;
import dev.chancery.edge.belief.ServerIdentity;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Crl;
import dev.chancery.pki.CrlFault;
import dev.chancery.pki.Der;
import dev.chancery.pki.MalformedException;
import dev.chancery.pki.Pem;
import dev.chancery.pki.PemBlock;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.RevokedSerials;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes of an edge file, and of the files it names, what an edge believes: the same bundle as from a control plane. */
final class FileBelief {
    private final NamedFiles files;
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Hostname, ServerIdentity> identities = new HashMap<>();

    private FileBelief(NamedFiles files, Instant now) {
        this.files = files;
        this.now = now;
    }

    /**
     * Reads everything.
     *
     * @throws UnusableFileException if anything cannot be used: half a file is not believed
     */
    static Belief read(NamedFiles files, Instant now) throws UnusableFileException {
        return new FileBelief(files, now).read();
    }

    private Belief read() throws UnusableFileException {
        EdgeFile file = EdgeFile.parse(files.first());
        for (EdgeFile.Entry entry : file.hostnames()) {
            add(entry);
        }
        TrustBundle bundle = TrustBundle.EMPTY.with(changes);
        String authorities = file.originCa().isEmpty() ? "" : files.text(file.originCa());
        return new Belief(
                bundle,
                ServedConfig.of(
                        bundle.config(),
                        name -> Optional.ofNullable(identities.get(name)),
                        file.network(),
                        authorities));
    }

    private void add(EdgeFile.Entry entry) throws UnusableFileException {
        Hostname hostname = hostname(entry.hostname());
        if (identities.containsKey(hostname)) {
            throw new UnusableFileException("hostname: %s stands twice".formatted(hostname));
        }
        String chain = files.text(entry.certificate());
        certificates(entry.certificate(), chain);
        identities.put(
                hostname,
                new ServerIdentity(
                        UUID.nameUUIDFromBytes((chain + files.digest(entry.key())).getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        chain,
                        files.bytes(entry.key())));
        put(new TrustEntry.Route(hostname, origin(entry.origin())));
        put(new TrustEntry.Settings(hostname, entry.forwarding(), entry.chinaNetwork()));
        put(new TrustEntry.Rules(hostname, entry.mode(), entry.graceHours(), entry.certHeaders()));
        List<TrustEntry.Authority> authorities = new ArrayList<>();
        for (String path : entry.clientCas()) {
            List<Certificate> certificates = certificates(path, files.text(path));
            StringBuilder all = new StringBuilder();
            certificates.forEach(each -> all.append(each.fingerprintSha256()));
            AuthorityId id =
                    new AuthorityId(UUID.nameUUIDFromBytes(all.toString().getBytes(StandardCharsets.US_ASCII)));
            TrustEntry.Authority authority =
                    new TrustEntry.Authority(id, TrustEntry.AuthorityKind.UPLOADED, certificates);
            authorities.add(authority);
            put(authority);
            put(new TrustEntry.Binding(hostname, id));
        }
        for (String path : entry.crls()) {
            list(path, authorities);
        }
    }

    private void put(TrustEntry entry) {
        changes.add(Change.put(entry));
    }

    /** A list of a CA of the hostname. One that is past its next update is believed as far as the hostname's grace goes. */
    private void list(String path, List<TrustEntry.Authority> authorities) throws UnusableFileException {
        Crl crl = crl(path);
        String why = "no CA of the hostname issued it";
        for (TrustEntry.Authority authority : authorities) {
            for (Certificate ca : authority.certificates()) {
                List<CrlFault> faults = crl.check(ca, now).stream()
                        .filter(fault -> fault.kind() != CrlFault.Kind.STALE)
                        .toList();
                if (faults.isEmpty()) {
                    put(new TrustEntry.RevocationList(authority.id(), RevokedSerials.of(List.of(crl))));
                    return;
                }
                if (crl.issuer().matches(ca.subject())) {
                    why = faults.getFirst().sentence();
                }
            }
        }
        throw new UnusableFileException("%s: %s".formatted(path, why));
    }

    private Crl crl(String path) throws UnusableFileException {
        byte[] bytes = files.bytes(path);
        try {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.contains("-----BEGIN") ? Crl.parsePem(text) : Crl.parse(Der.of(bytes));
        } catch (MalformedException e) {
            throw new UnusableFileException("%s: %s".formatted(path, e.sentence()));
        }
    }

    private static List<Certificate> certificates(String path, String text) throws UnusableFileException {
        List<Certificate> certificates = new ArrayList<>();
        try {
            for (PemBlock block : Pem.parse(text)) {
                if (block.label().equals("CERTIFICATE")) {
                    certificates.add(Certificate.parse(block.der()));
                }
            }
        } catch (MalformedException e) {
            throw new UnusableFileException("%s: %s".formatted(path, e.sentence()));
        }
        if (certificates.isEmpty()) {
            throw new UnusableFileException("%s: no certificate in it (expected: PEM)".formatted(path));
        }
        return certificates;
    }

    private static Hostname hostname(String text) throws UnusableFileException {
        try {
            return Hostname.parse(text);
        } catch (Hostname.Malformed e) {
            throw new UnusableFileException("hostname: %s: %s".formatted(text, e.reason()));
        }
    }

    private static URI origin(String text) throws UnusableFileException {
        try {
            URI uri = URI.create(text);
            var _ = dev.chancery.edge.belief.Origin.of(uri, "");
            return uri;
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException(String.valueOf(e.getMessage()));
        }
    }
}
