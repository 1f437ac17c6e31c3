package dev.chancery.pki;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signature algorithms of certificates, requests, CRLs and OCSP, with the names the v4 API shows for them. */
@SuppressWarnings("ImmutableEnumChecker") // Oid and Der never change, but carry no annotation that says so.
public enum SignatureAlgorithm {
    /** Only recognised, never accepted. */
    MD5_WITH_RSA("MD5WithRSA", "MD5withRSA", "1.2.840.113549.1.1.4", Family.RSA, Strength.BROKEN),
    /** Accepted only on uploaded CA certificates. */
    SHA1_WITH_RSA("SHA1WithRSA", "SHA1withRSA", "1.2.840.113549.1.1.5", Family.RSA, Strength.LEGACY),
    /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 4055). */
    SHA256_WITH_RSA("SHA256WithRSA", "SHA256withRSA", "1.2.840.113549.1.1.11", Family.RSA, Strength.SOUND),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    SHA384_WITH_RSA("SHA384WithRSA", "SHA384withRSA", "1.2.840.113549.1.1.12", Family.RSA, Strength.SOUND),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    SHA512_WITH_RSA("SHA512WithRSA", "SHA512withRSA", "1.2.840.113549.1.1.13", Family.RSA, Strength.SOUND),
    /** RSASSA-PSS, SHA-256 for both digests, 32 bytes of salt (RFC 4055 section 3.1). */
    SHA256_WITH_RSA_PSS("SHA256WithRSAPSS", "RSASSA-PSS", "1.2.840.113549.1.1.10", Family.RSA_PSS, Strength.SOUND),
    /** RSASSA-PSS, SHA-384 for both digests, 48 bytes of salt. */
    SHA384_WITH_RSA_PSS("SHA384WithRSAPSS", "RSASSA-PSS", "1.2.840.113549.1.1.10", Family.RSA_PSS, Strength.SOUND),
    /** RSASSA-PSS, SHA-512 for both digests, 64 bytes of salt. */
    SHA512_WITH_RSA_PSS("SHA512WithRSAPSS", "RSASSA-PSS", "1.2.840.113549.1.1.10", Family.RSA_PSS, Strength.SOUND),
    /** Accepted only on uploaded CA certificates. */
    ECDSA_WITH_SHA1("ECDSAWithSHA1", "SHA1withECDSA", "1.2.840.10045.4.1", Family.EC, Strength.LEGACY),
    /** ECDSA with SHA-256 (RFC 5758). */
    ECDSA_WITH_SHA256("ECDSAWithSHA256", "SHA256withECDSA", "1.2.840.10045.4.3.2", Family.EC, Strength.SOUND),
    /** ECDSA with SHA-384. */
    ECDSA_WITH_SHA384("ECDSAWithSHA384", "SHA384withECDSA", "1.2.840.10045.4.3.3", Family.EC, Strength.SOUND),
    /** ECDSA with SHA-512. */
    ECDSA_WITH_SHA512("ECDSAWithSHA512", "SHA512withECDSA", "1.2.840.10045.4.3.4", Family.EC, Strength.SOUND),
    /** Ed25519 (RFC 8410). */
    ED25519("Ed25519", "EdDSA", "1.3.101.112", Family.ED25519, Strength.SOUND),
    /** ML-DSA-44 (RFC 9881). */
    ML_DSA_44("ML-DSA-44", "ML-DSA", "2.16.840.1.101.3.4.3.17", Family.ML_DSA_44, Strength.SOUND),
    /** ML-DSA-65. */
    ML_DSA_65("ML-DSA-65", "ML-DSA", "2.16.840.1.101.3.4.3.18", Family.ML_DSA_65, Strength.SOUND),
    /** ML-DSA-87. */
    ML_DSA_87("ML-DSA-87", "ML-DSA", "2.16.840.1.101.3.4.3.19", Family.ML_DSA_87, Strength.SOUND);

    /** What is shown for an algorithm that is not in this list. */
    public static final String UNKNOWN_NAME = "Unknown Signature";

    private enum Family {
        RSA,
        RSA_PSS,
        EC,
        ED25519,
        ML_DSA_44,
        ML_DSA_65,
        ML_DSA_87
    }

    private enum Strength {
        BROKEN,
        LEGACY,
        SOUND
    }

    private static final Map<Oid, SignatureAlgorithm> BY_OID = new HashMap<>();

    static {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.family != Family.RSA_PSS) {
                BY_OID.put(algorithm.oid, algorithm);
            }
        }
    }

    private final String apiName;
    private final String jcaName;
    private final Oid oid;
    private final Family family;
    private final Strength strength;
    private final Der identifier;

    SignatureAlgorithm(String apiName, String jcaName, String oid, Family family, Strength strength) {
        this.apiName = apiName;
        this.jcaName = jcaName;
        this.oid = Oid.of(oid);
        this.family = family;
        this.strength = strength;
        this.identifier = Der.wrap(identifier(this.oid, family, apiName));
    }

    private static byte[] identifier(Oid oid, Family family, String apiName) {
        return switch (family) {
            case RSA -> DerWriter.sequence(oid.encoded(), DerWriter.nullValue());
            case RSA_PSS -> DerWriter.sequence(oid.encoded(), PssParameters.encoded(digestBits(apiName)));
            case EC, ED25519, ML_DSA_44, ML_DSA_65, ML_DSA_87 -> DerWriter.sequence(oid.encoded());
        };
    }

    private static int digestBits(String apiName) {
        return Integer.parseInt(apiName.substring(3, 6));
    }

    /**
     * Reads an AlgorithmIdentifier.
     *
     * @return empty when it is well-formed but not one of these algorithms with its usual parameters
     */
    static Optional<SignatureAlgorithm> parse(Der algorithmIdentifier) throws DerException {
        DerReader outer = new DerReader(algorithmIdentifier);
        DerReader identifier = outer.sequence("signature algorithm");
        Oid oid = identifier.oid("signature algorithm");
        @Nullable Der parameters = identifier.hasMore() ? identifier.element("signature parameters") : null;
        identifier.end("signature parameters");
        if (oid.equals(Oids.RSASSA_PSS)) {
            return parameters == null ? Optional.empty() : pss(PssParameters.digestBits(parameters));
        }
        SignatureAlgorithm known = BY_OID.get(oid);
        if (known == null) {
            return Optional.empty();
        }
        boolean usual = parameters == null
                || (known.family == Family.RSA && parameters.length() == 2 && parameters.at(0) == DerWriter.NULL);
        return usual ? Optional.of(known) : Optional.empty();
    }

    private static Optional<SignatureAlgorithm> pss(int digestBits) {
        return switch (digestBits) {
            case 256 -> Optional.of(SHA256_WITH_RSA_PSS);
            case 384 -> Optional.of(SHA384_WITH_RSA_PSS);
            case 512 -> Optional.of(SHA512_WITH_RSA_PSS);
            default -> Optional.empty();
        };
    }

    /** The algorithm a CA with this key signs with, by default. */
    public static SignatureAlgorithm preferredFor(KeyAlgorithm key) {
        return switch (key) {
            case KeyAlgorithm.Rsa _ -> SHA256_WITH_RSA;
            case KeyAlgorithm.Ec(EcCurve curve) ->
                switch (curve) {
                    case P256 -> ECDSA_WITH_SHA256;
                    case P384 -> ECDSA_WITH_SHA384;
                    case P521 -> ECDSA_WITH_SHA512;
                };
            case KeyAlgorithm.Ed25519() -> ED25519;
            case KeyAlgorithm.MlDsa(int set) -> set == 44 ? ML_DSA_44 : set == 65 ? ML_DSA_65 : ML_DSA_87;
            case KeyAlgorithm.Unsupported(String oid) ->
                throw new IllegalArgumentException("nothing can be signed with a key of algorithm " + oid);
        };
    }

    /** Whether keys of this kind make or check such signatures. */
    public boolean fits(KeyAlgorithm key) {
        return switch (key) {
            case KeyAlgorithm.Rsa _ -> family == Family.RSA || family == Family.RSA_PSS;
            case KeyAlgorithm.Ec _ -> family == Family.EC;
            case KeyAlgorithm.Ed25519() -> family == Family.ED25519;
            case KeyAlgorithm.MlDsa _ -> this == preferredFor(key);
            case KeyAlgorithm.Unsupported _ -> false;
        };
    }

    /** The name in the v4 API: Go's constant, such as {@code ECDSAWithSHA256}. */
    public String apiName() {
        return apiName;
    }

    /** The name for {@code Signature.getInstance}, such as {@code SHA256withECDSA}. */
    public String jcaName() {
        return jcaName;
    }

    /** The AlgorithmIdentifier. */
    public Der identifier() {
        return identifier;
    }

    /** Whether new signatures may use it: SHA-2 or better. */
    public boolean isSound() {
        return strength == Strength.SOUND;
    }

    /** Whether it may appear on an uploaded CA certificate: SHA-1 or SHA-2 with RSA (PKCS #1 v1.5) or ECDSA. */
    public boolean isAllowedOnUploadedCa() {
        return strength != Strength.BROKEN && (family == Family.RSA || family == Family.EC);
    }

    /** Digest length in bits when this is RSASSA-PSS, else 0. */
    int pssDigestBits() {
        return family == Family.RSA_PSS ? digestBits(apiName) : 0;
    }

    boolean isMlDsa() {
        return List.of(ML_DSA_44, ML_DSA_65, ML_DSA_87).contains(this);
    }

    static String namesOf(List<SignatureAlgorithm> algorithms) {
        return String.join(
                ", ", algorithms.stream().map(SignatureAlgorithm::apiName).toList());
    }

    static List<SignatureAlgorithm> allowedOnUploadedCa() {
        return Arrays.stream(values())
                .filter(SignatureAlgorithm::isAllowedOnUploadedCa)
                .toList();
    }
}
