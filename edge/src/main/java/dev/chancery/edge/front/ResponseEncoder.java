package dev.chancery.edge.front;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;

/** Netty's encoder of responses, told whether the request was a HEAD, whose answer has a body's fields and no body. */
final class ResponseEncoder extends HttpResponseEncoder {
    private boolean head;

    /** Whether the answers from here on are to a HEAD. */
    void head(boolean is) {
        head = is;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return super.isContentAlwaysEmpty(response)
                || (head && response.status().codeClass() != HttpStatusClass.INFORMATIONAL);
    }
}
