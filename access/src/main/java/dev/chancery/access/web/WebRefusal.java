package dev.chancery.access.web;

/** What a caller is told it did wrong: {@code {"status":<int>,"message":"…"}} to programs, a page to people. */
public final class WebRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String sentence;

    /**
     * @param status 400 to 599
     * @param sentence for whoever reads it; names no secret
     */
    public WebRefusal(int status, String sentence) {
        super(sentence, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: %d (expected: 400 to 599)".formatted(status));
        }
        this.status = status;
        this.sentence = sentence;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What is wrong. */
    public String sentence() {
        return sentence;
    }
}
