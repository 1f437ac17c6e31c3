package dev.chancery.acceptance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Named ways to spoil a PEM text: by hand what people do by hand, and by a seeded generator what nobody thinks of. */
final class PemMutations {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final long SEED = 20_260_101;

    private final String pem;
    private final String label;
    private final byte[] der;

    /** Mutations of this text, which is one PEM object. */
    PemMutations(String pem) {
        this.pem = pem.strip() + "\n";
        this.label = pem.substring(pem.indexOf("BEGIN ") + 6, pem.indexOf("-----\n"));
        this.der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
    }

    /** Texts that are no longer a PEM object of the label they should have. */
    Map<String, String> ofText() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("empty", "");
        texts.put("blank", " \n\t\n");
        texts.put("a word", "certificate");
        texts.put("base64 without its boundaries", base64());
        texts.put("only the first boundary", "-----BEGIN " + label + "-----\n");
        texts.put("boundaries around nothing", wrapped(label, ""));
        texts.put("boundaries around blanks", wrapped(label, "  \n  \n"));
        texts.put("without its end", pem.substring(0, pem.indexOf("-----END")));
        texts.put("without its begin", pem.substring(pem.indexOf('\n') + 1));
        texts.put("cut off in its end", pem.strip().substring(0, pem.strip().length() - 3));
        texts.put("ends that disagree", pem.replace("-----END " + label, "-----END SOMETHING"));
        texts.put("four hyphens", pem.replace("-----", "----"));
        texts.put("a label in lower case", pem.replace(label, label.toLowerCase(java.util.Locale.ROOT)));
        texts.put("another label", pem.replace(label, "PUBLIC KEY"));
        texts.put("a made-up label", pem.replace(label, "LETTER OF CREDIT"));
        texts.put("a character that is no base64", spoil(text -> text.replaceFirst("[A-Z]", "!")));
        texts.put("a letter with an accent", spoil(text -> text.replaceFirst("[A-Z]", "é")));
        texts.put("a character too few", spoil(text -> text.substring(1)));
        texts.put("padding in the middle", spoil(text -> text.substring(0, 40) + "=" + text.substring(41)));
        texts.put("all on one line with its boundaries", pem.replace("\n", ""));
        texts.put("its line feeds written as text", pem.replace("\n", "\\n"));
        texts.put(
                "percent-encoded", pem.replace(" ", "%20").replace("\n", "%0A").replace("+", "%2B"));
        texts.put("a NUL inside", spoil(text -> text.substring(0, 30) + "\0" + text.substring(31)));
        texts.put(
                "base64 of PEM",
                Base64.getEncoder().encodeToString(pem.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return texts;
    }

    /** Proper PEM around bytes that are no longer the structure they should be. */
    Map<String, String> ofStructure() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("a byte missing at the end", wrapped(slice(0, der.length - 1)));
        texts.put("half of it missing", wrapped(slice(0, der.length / 2)));
        texts.put("a byte missing at the start", wrapped(slice(1, der.length)));
        texts.put("a byte added", wrapped(concat(der, new byte[] {0})));
        texts.put("itself added", wrapped(concat(der, der)));
        texts.put("one byte", wrapped(new byte[] {0x30}));
        texts.put("an empty sequence", wrapped(new byte[] {0x30, 0}));
        texts.put("a length of four gigabytes", wrapped(new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1, 0}));
        texts.put("an endless length", wrapped(new byte[] {0x30, (byte) 0x80, 0x30, (byte) 0x80}));
        texts.put("10,000 sequences inside one another", wrapped(nested(10_000)));
        texts.put("text", wrapped("this is no DER at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        texts.put("random bytes", wrapped(random(der.length)));
        return texts;
    }

    /**
     * Proper PEM around the same bytes with one bit turned; the positions are drawn with a fixed seed.
     *
     * @param spared ranges of bytes, each from and to, that stay as they are
     */
    Map<String, String> ofBits(int count, List<int[]> spared) {
        Random random = new Random(SEED);
        Map<String, String> texts = new LinkedHashMap<>();
        while (texts.size() < count) {
            int bit = random.nextInt(der.length * 8);
            if (spared.stream().anyMatch(range -> bit / 8 >= range[0] && bit / 8 < range[1])) {
                continue;
            }
            byte[] turned = der.clone();
            turned[bit / 8] ^= (byte) (1 << (bit % 8));
            texts.put("bit %d of byte %d turned".formatted(bit % 8, bit / 8), wrapped(turned));
        }
        return texts;
    }

    /** Returns where these bytes lie in the structure, each occurrence from and to. */
    List<int[]> occurrencesOf(byte[] part) {
        List<int[]> found = new ArrayList<>();
        for (int at = 0; at + part.length <= der.length; at++) {
            if (Arrays.equals(der, at, at + part.length, part, 0, part.length)) {
                found.add(new int[] {at, at + part.length});
            }
        }
        return found;
    }

    /** The same bytes with the last one changed: the end of the signature. */
    String withSignatureSpoiled() {
        byte[] spoiled = der.clone();
        spoiled[spoiled.length - 1] ^= 1;
        return wrapped(spoiled);
    }

    private String base64() {
        return LINES.encodeToString(der) + "\n";
    }

    private String spoil(UnaryOperator<String> change) {
        return wrapped(label, change.apply(base64()));
    }

    private String wrapped(byte[] bytes) {
        return wrapped(label, LINES.encodeToString(bytes) + "\n");
    }

    private static String wrapped(String label, String inside) {
        return "-----BEGIN " + label + "-----\n" + inside + "-----END " + label + "-----\n";
    }

    private byte[] slice(int from, int to) {
        return Arrays.copyOfRange(der, from, to);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }

    /** A SEQUENCE in a SEQUENCE in a SEQUENCE …, each of the right length (X.690 8.1.3). */
    private static byte[] nested(int depth) {
        List<Byte> reversed = new ArrayList<>();
        for (int level = 0; level < depth; level++) {
            int length = reversed.size();
            if (length > 127) {
                reversed.add((byte) length);
                reversed.add((byte) (length >> 8));
                reversed.add((byte) 0x82);
            } else {
                reversed.add((byte) length);
            }
            reversed.add((byte) 0x30);
        }
        byte[] bytes = new byte[reversed.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = reversed.get(bytes.length - 1 - i);
        }
        return bytes;
    }
}
