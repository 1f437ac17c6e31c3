package dev.chancery.control.v4;

import java.util.List;

/**
 * The slice of a list a caller asks for: {@code page} and {@code per_page}, or {@code limit} and {@code offset}.
 *
 * @param page from 1
 * @param perPage items per page
 * @param offset items before the slice
 * @param limit items in the slice at most
 */
public record Paging(long page, long perPage, long offset, int limit) {
    /** The bounds a list sets. */
    public record Bounds(int defaultPerPage, int minPerPage, int maxPerPage) {}

    static Paging ofPage(long page, int perPage) {
        long offset = Math.multiplyExact(page - 1, (long) perPage);
        return new Paging(page, perPage, offset, perPage);
    }

    static Paging ofOffset(long offset, int limit) {
        return new Paging(offset / limit + 1, limit, offset, limit);
    }

    /** The paging of an answer with this many items out of a total. */
    public ResultInfo info(int count, long total) {
        return new ResultInfo(page, perPage, count, total);
    }

    /** The slice of a list that is small enough to be held whole. */
    public <T> Answer slice(List<T> all) {
        List<T> items = offset >= all.size()
                ? List.of()
                : all.subList((int) offset, (int) Math.min(offset + limit, all.size()));
        return Answer.list(items, info(items.size(), all.size()));
    }
}
