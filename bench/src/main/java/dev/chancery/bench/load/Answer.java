package dev.chancery.bench.load;

/**
 * An HTTP answer.
 *
 * @param status the three-digit status
 * @param body the body as UTF-8 text
 */
public record Answer(int status, String body) {}
