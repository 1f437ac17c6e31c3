package dev.chancery.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Boxes, held to the worked example of "Cryptography in NaCl" (Bernstein, 2009), sections 3 to 10. */
final class NaclBoxTest {
    private static final String MESSAGE =
            "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a"
                    + "1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1f"
                    + "de048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705";
    private static final String NONCE = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37";
    private static final String BOX =
            "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a447"
                    + "6fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae"
                    + "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5";

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void theWorkedExampleComesOut() {
        byte[] box = NaclBox.closed(
                        hex(MESSAGE),
                        hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"),
                        hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"),
                        hex(NONCE))
                .orElseThrow();
        assertThat(HexFormat.of().formatHex(box)).isEqualTo(NONCE + BOX);
    }

    @Test
    void aKeyThatProtectsNothingIsRefused() {
        assertThat(NaclBox.seal(new byte[] {1}, new byte[32], new SecureRandom()))
                .isEmpty();
        assertThat(NaclBox.publicKey("AAAA")).isEmpty();
        assertThat(NaclBox.publicKey("*")).isEmpty();
    }
}
