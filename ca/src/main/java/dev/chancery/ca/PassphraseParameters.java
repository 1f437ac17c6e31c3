package dev.chancery.ca;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public half of a {@link PassphraseSeal}: salt, scrypt cost (RFC 7914 section 2: N, r, p) and the id of the seal
 * the right passphrase leads to. One line of text, to lie in a file or in the store.
 */
public final class PassphraseParameters {
    static final int SALT = 32;

    /** 32 MiB and three passes, about a third of a second: never accept less, or a changed file would weaken the seal. */
    static final int COST = 1 << 15;

    static final int BLOCK_SIZE = 8;
    static final int PARALLELISM = 3;

    private static final Pattern FORM = Pattern.compile(
            "chancery-passphrase-seal v1 scrypt n=(\\d{1,7}) r=(\\d{1,2}) p=(\\d{1,2}) salt=([0-9a-f]{64}) seal=([0-9a-f]{32})");
    private static final int HIGHEST_COST = 1 << 20;
    private static final int HIGHEST_BLOCK_SIZE = 16;
    private static final int HIGHEST_PARALLELISM = 16;

    private final byte[] salt;
    private final int cost;
    private final int blockSize;
    private final int parallelism;
    private final SealId sealId;

    PassphraseParameters(byte[] salt, int cost, int blockSize, int parallelism, SealId sealId) {
        this.salt = salt;
        this.cost = cost;
        this.blockSize = blockSize;
        this.parallelism = parallelism;
        this.sealId = sealId;
    }

    /**
     * Reads the text form.
     *
     * @throws SealUnusableException if it is not that form, or its cost is below today's floor or absurdly high
     */
    public static PassphraseParameters parse(String text) {
        Matcher line = FORM.matcher(text.strip());
        if (!line.matches()) {
            throw new SealUnusableException("The passphrase seal's parameters are not in a known form.");
        }
        int cost = Integer.parseInt(line.group(1));
        int blockSize = Integer.parseInt(line.group(2));
        int parallelism = Integer.parseInt(line.group(3));
        if (cost < COST || cost > HIGHEST_COST || Integer.bitCount(cost) != 1) {
            throw outOfBounds("n", cost);
        }
        if (blockSize < BLOCK_SIZE || blockSize > HIGHEST_BLOCK_SIZE) {
            throw outOfBounds("r", blockSize);
        }
        if (parallelism < PARALLELISM || parallelism > HIGHEST_PARALLELISM) {
            throw outOfBounds("p", parallelism);
        }
        byte[] salt = HexFormat.of().parseHex(line.group(4));
        return new PassphraseParameters(salt, cost, blockSize, parallelism, new SealId(line.group(5)));
    }

    private static SealUnusableException outOfBounds(String name, int value) {
        return new SealUnusableException("The passphrase seal's parameters say " + name + "=" + value
                + ", outside what this version accepts; bring back the original.");
    }

    /** One line, as {@link #parse} reads it. */
    public String toText() {
        return "chancery-passphrase-seal v1 scrypt n=" + cost + " r=" + blockSize + " p=" + parallelism + " salt="
                + HexFormat.of().formatHex(salt) + " seal=" + sealId;
    }

    /** The seal the right passphrase leads to. */
    public SealId sealId() {
        return sealId;
    }

    byte[] salt() {
        return salt.clone();
    }

    int cost() {
        return cost;
    }

    int blockSize() {
        return blockSize;
    }

    int parallelism() {
        return parallelism;
    }

    @Override
    public String toString() {
        return toText();
    }
}
