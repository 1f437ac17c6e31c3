package dev.chancery.control.v4;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The paging of a list answer.
 *
 * @param page the page asked for, from 1
 * @param perPage items per page
 * @param count items in this answer
 * @param totalCount items in all pages under the filter
 */
public record ResultInfo(long page, long perPage, long count, long totalCount) {
    /** A list that came whole: one page, as large as it is (never zero per page, which clients divide by). */
    public static ResultInfo whole(long count) {
        return new ResultInfo(1, Math.max(count, 50), count, count);
    }

    /** Pages in all; 0 when there is nothing. */
    @JsonProperty
    public long totalPages() {
        return (totalCount + perPage - 1) / perPage;
    }
}
