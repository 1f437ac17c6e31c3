package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are no HTTP a client library would send: refused or cut off, and never the listener's end. */
@WithChancery
final class RawRequestTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no HTTP at all                    | hello, is this the chancery?~~
            an HTTP version of its own        | GET /client/v4/zones HTTP/7.0~Host: x~~
            a request line without a path     | GET~Host: x~~
            a header without a colon          | GET /client/v4/zones HTTP/1.1~Host: x~Nonsense~~
            a blank before the colon          | GET /client/v4/zones HTTP/1.1~Host: x~Authorization : Bearer x~~
            two lengths that disagree         | POST /client/v4/zones HTTP/1.1~Host: x~Content-Length: 5~Content-Length: 6~~hello
            a length below zero               | POST /client/v4/zones HTTP/1.1~Host: x~Content-Length: -1~~
            a length that is no number        | POST /client/v4/zones HTTP/1.1~Host: x~Content-Length: five~~hello
            a length and chunks               | POST /client/v4/zones HTTP/1.1~Host: x~Content-Length: 5~Transfer-Encoding: chunked~~0~~
            chunks of no size                 | POST /client/v4/zones HTTP/1.1~Host: x~Transfer-Encoding: chunked~~zz~~
            a path that leaves the root       | GET /client/v4/../../../etc/passwd HTTP/1.1~Host: x~~
            a path with a raw control byte    | GET /client/v4/zones\u0001 HTTP/1.1~Host: x~~
            """)
    void isRefusedOrCutOff(String name, String request, RunningChancery product) {
        String said = exchange(product, request.replace("~", "\r\n"));

        assertThat(said)
                .as(name)
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isEmpty(),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 4"));
        product.owner().get("/user/tokens/verify").result();
    }

    /** Sends the bytes and returns whatever comes back until the other side hangs up or says nothing for a second. */
    private static String exchange(RunningChancery product, String request) {
        StringBuilder said = new StringBuilder();
        try (Socket socket = new Socket(product.root().getHost(), product.root().getPort())) {
            socket.setSoTimeout(1000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                said.append((char) next);
            }
        } catch (IOException cutOffOrSilent) {
            // What was said before is what counts.
        }
        return said.toString();
    }
}
