package dev.chancery.app.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A box that Go's {@code golang.org/x/crypto/nacl/box} sealed, the library cloudflared opens its own with. */
class TransferKeyTest {
    private static final byte[] THEIRS =
            HexFormat.of().parseHex("8dafcfeeae9045ee9a78d78a99fcf32e7781e441eb073096c342b8e2dcc3b612");
    private static final String SEALED =
            "00070e151c232a31383f464d545b626970777e858c939aa1e7a2d881ae7f6848161e443e7fa0aeb6"
                    + "268fb3bf5746004752ef0db32fbfad3d6cb74aa8217f3875a58aaed18d1019b09317b56f6f70d83445fd49ec9025dd36"
                    + "22480178d084cf10ffff48915003ef314427b7bc39df04f543b398eb56745fe9c6973b33d79e4e813197b5daed10a1e2"
                    + "08474b6ea3a1c582f362589bebd66e5cfaac516291787bb1179ee0";

    /** The key 1, 2, 3 … 32. */
    private static TransferKey key() {
        return new TransferKey(new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (i + 1);
                }
            }
        });
    }

    @Test
    void opensWhatWasSealedToIt() {
        assertThat(key().name()).isEqualTo("B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9_AsrhtHHw=");
        assertThat(key().open(HexFormat.of().parseHex(SEALED), THEIRS))
                .hasValueSatisfying(plain -> assertThat(new String(plain, StandardCharsets.UTF_8))
                        .isEqualTo("{\"app_token\":\"a.b.c\",\"org_token\":\"d.e.f\"}".repeat(3)));
    }

    @Test
    void opensNothingElse() {
        byte[] sealed = HexFormat.of().parseHex(SEALED);
        for (int i : new int[] {0, 23, 24, 39, 40, sealed.length - 1}) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThat(key().open(altered, THEIRS)).as("byte " + i).isEmpty();
        }
        byte[] others = THEIRS.clone();
        others[0] ^= 1;
        assertThat(key().open(sealed, others)).isEmpty();
        assertThat(key().open(new byte[39], THEIRS)).isEmpty();
        assertThat(key().open(sealed, new byte[31])).isEmpty();
        assertThat(new TransferKey(new SecureRandom()).open(sealed, THEIRS)).isEmpty();
    }
}
