package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerTest {
    private static final Der ABC = Der.of(new byte[] {'a', 'b', 'c'});

    @Test
    void comparesByContentAlsoBetweenViewsAndCopies() {
        Der view = Der.of(new byte[] {'x', 'a', 'b', 'c', 'y'}).slice(1, 3);
        assertThat(view).isEqualTo(ABC).hasSameHashCodeAs(ABC);
        assertThat(view.toByteArray()).containsExactly('a', 'b', 'c');
        assertThat(view).isNotEqualTo(Der.of(new byte[] {'a', 'b'}));
    }

    @Test
    void keepsNoReferenceToTheArrayItWasGiven() {
        byte[] mine = {1, 2, 3};
        Der der = Der.of(mine);
        mine[0] = 9;
        der.toByteArray()[1] = 9;
        assertThat(der.toByteArray()).containsExactly(1, 2, 3);
    }

    @Test
    void hashesToTheKnownAnswers() {
        assertThat(ABC.sha256Hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(HexFormat.of().formatHex(ABC.sha1())).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(ABC.md5Fingerprint()).isEqualTo("MD5 Fingerprint=90:01:50:98:3C:D2:4F:B0:D6:96:3F:7D:28:E1:7F:72");
    }

    @Test
    void showsOnlyItsLength() {
        assertThat(ABC).hasToString("Der[3 bytes]");
    }
}
