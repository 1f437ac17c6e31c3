package dev.chancery.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A revocation list of any CA (RFC 5280 section 5), immutable. Entries stay encoded: a list of a million takes the memory of
 * its bytes, and is walked in a few hundred milliseconds.
 *
 * <p>A list that carries a critical extension of an entry that is not understood does not parse. Having parsed says nothing about trust: see {@link #check}.
 */
public final class Crl implements Iterable<CrlEntry> {
    /** Longest list accepted, in bytes: more than a million entries. */
    public static final int MAX_BYTES = 64 << 20;

    private static final Set<Oid> PROCESSED = Set.of(Oids.ISSUING_DISTRIBUTION_POINT);
    private static final int MAX_NUMBER_BITS = 160;

    private final Der der;
    private final Der tbs;
    private final Optional<SignatureAlgorithm> algorithm;
    private final Der signature;
    private final DistinguishedName issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final @Nullable Der revoked;
    private final int size;
    private final Extensions extensions;
    private final CrlScope scope;
    private final Optional<BigInteger> number;

    private Crl(Der der, Der tbs, Optional<SignatureAlgorithm> algorithm, Der signature) throws DerException {
        this.der = der;
        this.tbs = tbs;
        this.algorithm = algorithm;
        this.signature = signature;
        DerReader outer = new DerReader(tbs);
        DerReader fields = outer.sequence("list");
        outer.end("list");
        if (fields.nextIs(DerWriter.INTEGER)) {
            fields.smallInteger(1, 1, "version of the list");
        }
        Der inner = fields.element(DerWriter.SEQUENCE, "signature algorithm");
        if (!SignatureAlgorithm.parse(inner).equals(algorithm)) {
            throw new DerException("The list names two different signature algorithms (RFC 5280 section 5.1.1.2).");
        }
        this.issuer = DistinguishedName.parse(fields.element(DerWriter.SEQUENCE, "issuer of the list"));
        this.thisUpdate = fields.time("thisUpdate");
        this.nextUpdate = fields.nextIs(DerWriter.UTC_TIME) || fields.nextIs(DerWriter.GENERALIZED_TIME)
                ? Optional.of(fields.time("nextUpdate"))
                : Optional.empty();
        this.revoked =
                fields.nextIs(DerWriter.SEQUENCE) ? fields.content(DerWriter.SEQUENCE, "revoked certificates") : null;
        this.extensions = extensions(fields);
        fields.end("list");
        this.scope = CrlScope.of(extensions);
        Optional<Der> numbered = extensions.value(Oids.CRL_NUMBER);
        this.number = numbered.isPresent()
                ? Optional.of(new DerReader(numbered.get()).integer("number of the list"))
                : Optional.empty();
        this.size = count();
    }

    private static Extensions extensions(DerReader fields) throws DerException {
        if (!fields.nextIs(DerWriter.constructed(0))) {
            return Extensions.NONE;
        }
        DerReader wrapper = fields.enter(DerWriter.constructed(0), "extensions of the list");
        Extensions extensions = Extensions.parse(wrapper.sequence("extensions of the list"));
        wrapper.end("extensions of the list");
        return extensions;
    }

    /** Reads every entry once, so that walking them later cannot fail. */
    private int count() throws DerException {
        if (revoked == null) {
            return 0;
        }
        DerReader reader = new DerReader(revoked);
        int count = 0;
        while (reader.hasMore()) {
            CrlEntry.read(reader.sequence("entry of the list"));
            count++;
        }
        return count;
    }

    /**
     * Parses a list.
     *
     * @throws DerException when it is not one, or an entry has a critical extension that is not understood
     */
    public static Crl parse(Der der) throws DerException {
        if (der.length() > MAX_BYTES) {
            throw new DerException("The list has " + der.length() + " bytes (expected: at most " + MAX_BYTES + ").");
        }
        DerReader outer = new DerReader(der);
        DerReader list = outer.sequence("list");
        outer.end("list");
        Der tbs = list.element(DerWriter.SEQUENCE, "list");
        Optional<SignatureAlgorithm> algorithm =
                SignatureAlgorithm.parse(list.element(DerWriter.SEQUENCE, "signature algorithm"));
        Der signature = list.bitString("signature");
        list.end("signature");
        return new Crl(der, tbs, algorithm, signature);
    }

    /**
     * Parses PEM text that holds exactly one list.
     *
     * @throws PemException when the text is not PEM, or holds none, several, or something else
     * @throws DerException as {@link #parse}
     */
    public static Crl parsePem(String text) throws PemException, DerException {
        List<PemBlock> blocks = Pem.parse(text);
        if (blocks.size() != 1 || !blocks.getFirst().label().equals("X509 CRL")) {
            throw new PemException("The PEM text has " + blocks.size() + " blocks (expected: one X509 CRL).");
        }
        return parse(blocks.getFirst().der());
    }

    /** The list as it came. */
    public Der der() {
        return der;
    }

    /** The addresses its issuing distribution point names; empty if it has none, or names none (RFC 5280 section 5.2.5). */
    public List<String> publishedAt() {
        return scope.uris();
    }

    /** The CA's name. */
    public DistinguishedName issuer() {
        return issuer;
    }

    /** When it was made. */
    public Instant thisUpdate() {
        return thisUpdate;
    }

    /** When the next one comes at the latest; a list without is refused by {@link #check}. */
    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    /** Its number, greater than that of every list before. */
    public Optional<BigInteger> number() {
        return number;
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    /** Whether it is about this certificate: its kind, and where it says its lists are (RFC 5280 section 6.3.3 (b)). */
    public boolean covers(Certificate certificate) {
        return certificate.issuer().matches(issuer) && scope.covers(certificate);
    }

    /** The entry of this serial; walks the list. */
    public Optional<CrlEntry> entry(BigInteger serial) {
        for (CrlEntry entry : this) {
            if (entry.serial().equals(serial)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /**
     * All reasons why the list tells nothing of leaves of this CA at this instant; empty when it does. A caller that bears old
     * data for a while lets {@link CrlFault.Kind#STALE} pass.
     */
    public List<CrlFault> check(Certificate ca, Instant at) {
        List<CrlFault> faults = new ArrayList<>(0);
        checkIssuer(ca, faults);
        checkExtensions(faults);
        if (at.isBefore(thisUpdate)) {
            faults.add(new CrlFault(CrlFault.Kind.NOT_YET_VALID, "The list is of " + thisUpdate + ", still to come."));
        }
        if (nextUpdate.isEmpty()) {
            faults.add(new CrlFault(
                    CrlFault.Kind.NO_NEXT_UPDATE, "The list does not say when the next comes (expected: nextUpdate)."));
        } else if (at.isAfter(nextUpdate.get())) {
            faults.add(new CrlFault(
                    CrlFault.Kind.STALE, "The list was to be followed by another at " + nextUpdate.get() + "."));
        }
        return List.copyOf(faults);
    }

    private void checkIssuer(Certificate ca, List<CrlFault> faults) {
        if (!issuer.matches(ca.subject())) {
            faults.add(new CrlFault(
                    CrlFault.Kind.ANOTHER_ISSUER,
                    "The list is issued by \"" + issuer + "\" (expected: \"" + ca.subjectString() + "\")."));
        }
        if (ca.keyUsage().filter(usage -> !usage.contains(KeyUsage.CRL_SIGN)).isPresent()) {
            faults.add(new CrlFault(
                    CrlFault.Kind.CANNOT_SIGN, "The key usage of the CA is without cRLSign, but it signed a list."));
        }
        if (!algorithm.map(SignatureAlgorithm::isSound).orElse(false)) {
            faults.add(new CrlFault(
                    CrlFault.Kind.WEAK_ALGORITHM,
                    "The list is signed with "
                            + algorithm.map(SignatureAlgorithm::apiName).orElse(SignatureAlgorithm.UNKNOWN_NAME)
                            + " (expected: SHA-2 or better)."));
        } else if (!ca.publicKey().verify(algorithm.orElseThrow(), tbs, signature)) {
            faults.add(new CrlFault(
                    CrlFault.Kind.SIGNATURE_INVALID, "The signature of the list does not verify under the CA's key."));
        }
    }

    private void checkExtensions(List<CrlFault> faults) {
        if (number.filter(it -> it.signum() >= 0 && it.bitLength() < MAX_NUMBER_BITS)
                        .isEmpty()
                || extensions.critical().contains(Oids.CRL_NUMBER)) {
            faults.add(new CrlFault(
                    CrlFault.Kind.NUMBER,
                    "The list has no number, or one that is critical (expected: 0 to 20 octets, not critical)."));
        }
        if (extensions.has(Oids.DELTA_CRL_INDICATOR) || scope.partial() || scope.onlyCaCerts()) {
            faults.add(new CrlFault(
                    CrlFault.Kind.SCOPE,
                    "The list is not of all revocations of leaves: it is a delta, indirect, of some reasons, of CAs"
                            + " or of attribute certificates."));
        }
        for (Oid critical : extensions.critical()) {
            if (!PROCESSED.contains(critical)
                    && !critical.equals(Oids.CRL_NUMBER)
                    && !critical.equals(Oids.DELTA_CRL_INDICATOR)) {
                faults.add(new CrlFault(
                        CrlFault.Kind.UNKNOWN_CRITICAL_EXTENSION,
                        "The list has the critical extension " + critical + ", which must be understood and is not."));
            }
        }
    }

    /** Why it must not take the place of one that was accepted before; empty when it may, also where it is the same. */
    public Optional<CrlFault> checkAfter(Crl before) {
        BigInteger own = number.orElse(BigInteger.ZERO);
        BigInteger last = before.number.orElse(BigInteger.ZERO);
        return own.compareTo(last) < 0 || thisUpdate.isBefore(before.thisUpdate)
                ? Optional.of(new CrlFault(
                        CrlFault.Kind.SUPERSEDED,
                        "The list has number " + own + " and is of " + thisUpdate + "; one of number " + last + ", of "
                                + before.thisUpdate + ", is known."))
                : Optional.empty();
    }

    /** All entries in their order. */
    @Override
    public Iterator<CrlEntry> iterator() {
        DerReader reader = new DerReader(revoked == null ? Der.wrap(new byte[0]) : revoked);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return reader.hasMore();
            }

            @Override
            public CrlEntry next() {
                if (!reader.hasMore()) {
                    throw new NoSuchElementException();
                }
                try {
                    return CrlEntry.read(reader.sequence("entry of the list"));
                } catch (DerException e) {
                    throw new IllegalStateException("this entry was read before", e);
                }
            }
        };
    }

    @Override
    public String toString() {
        return "Crl[" + issuer + ", number " + number.map(BigInteger::toString).orElse("none") + ", " + size
                + " entries]";
    }
}
