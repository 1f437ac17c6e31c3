package dev.chancery.pki;

/** What kind of public key it is, with the size that matters for policy. */
public sealed interface KeyAlgorithm {
    /** For people: {@code RSA 2048}, {@code ECDSA P-256}, {@code Ed25519}, {@code ML-DSA-65}. */
    String displayName();

    /**
     * RSA (RFC 3279 section 2.3.1).
     *
     * @param bits length of the modulus in bits
     */
    record Rsa(int bits) implements KeyAlgorithm {
        @Override
        public String displayName() {
            return "RSA " + bits;
        }
    }

    /**
     * Elliptic curve on a named curve (RFC 5480).
     *
     * @param curve the curve
     */
    record Ec(EcCurve curve) implements KeyAlgorithm {
        @Override
        public String displayName() {
            return "ECDSA " + curve.displayName();
        }
    }

    /** Ed25519 (RFC 8410). */
    record Ed25519() implements KeyAlgorithm {
        @Override
        public String displayName() {
            return "Ed25519";
        }
    }

    /**
     * ML-DSA (FIPS 204, RFC 9881).
     *
     * @param set 44, 65 or 87
     */
    record MlDsa(int set) implements KeyAlgorithm {
        /** Refuses any other parameter set. */
        public MlDsa {
            if (set != 44 && set != 65 && set != 87) {
                throw new IllegalArgumentException("ML-DSA-" + set + " (expected: 44, 65 or 87)");
            }
        }

        @Override
        public String displayName() {
            return "ML-DSA-" + set;
        }

        /** Bytes of an encoded public key (FIPS 204 table 2). */
        int publicKeyBytes() {
            return set == 44 ? 1312 : set == 65 ? 1952 : 2592;
        }
    }

    /**
     * Anything else; such keys parse but cannot be used.
     *
     * @param oid the algorithm's object identifier, dotted, followed by the curve's where there is one
     */
    record Unsupported(String oid) implements KeyAlgorithm {
        @Override
        public String displayName() {
            return "unsupported (" + oid + ")";
        }
    }
}
