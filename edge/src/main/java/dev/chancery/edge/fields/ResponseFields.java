package dev.chancery.edge.fields;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.AsciiString;

/** The fields of a response on its way to the client. */
public final class ResponseFields {
    private static final AsciiString VIA = AsciiString.cached("1.1 chancery");

    private ResponseFields() {}

    /** Makes an origin's fields those of the response to the client: removes what ends here, adds the way and the id. */
    public static void towardsClient(HttpHeaders fields, String requestId) {
        HopByHop.remove(fields);
        fields.remove(HttpConversionUtil.ExtensionHeaderNames.STREAM_ID.text());
        fields.remove(HttpConversionUtil.ExtensionHeaderNames.SCHEME.text());
        fields.add(HttpHeaderNames.VIA, VIA);
        fields.set(RequestFields.REQUEST_ID, requestId);
    }
}
