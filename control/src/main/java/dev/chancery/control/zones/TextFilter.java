package dev.chancery.control.zones;

import java.util.Locale;

/**
 * A filter on a name: {@code text}, or {@code operator:text}.
 *
 * @param operator how to compare
 * @param text what with; in lower case where case does not count
 */
record TextFilter(Operator operator, String text) {
    /** The API's operators. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        STARTS_WITH_CASE_SENSITIVE,
        ENDS_WITH_CASE_SENSITIVE,
        CONTAINS_CASE_SENSITIVE;

        private boolean caseCounts() {
            return switch (this) {
                case STARTS_WITH_CASE_SENSITIVE, ENDS_WITH_CASE_SENSITIVE, CONTAINS_CASE_SENSITIVE -> true;
                case EQUAL, NOT_EQUAL, STARTS_WITH, ENDS_WITH, CONTAINS -> false;
            };
        }
    }

    /** Reads either form; a text before a colon that is no operator is part of the name. */
    static TextFilter parse(String text) {
        for (Operator operator : Operator.values()) {
            String prefix = operator.name().toLowerCase(Locale.ROOT) + ":";
            if (text.startsWith(prefix)) {
                return of(operator, text.substring(prefix.length()));
            }
        }
        return of(Operator.EQUAL, text);
    }

    private static TextFilter of(Operator operator, String text) {
        return new TextFilter(operator, operator.caseCounts() ? text : text.toLowerCase(Locale.ROOT));
    }

    /** The condition in SQL, the same on both engines: without patterns, whose rules differ. */
    String sql(String column, String parameter) {
        String left = operator.caseCounts() ? column : "lower(" + column + ")";
        return switch (operator) {
            case EQUAL -> left + " = " + parameter;
            case NOT_EQUAL -> left + " <> " + parameter;
            case STARTS_WITH, STARTS_WITH_CASE_SENSITIVE ->
                "substr(" + left + ", 1, length(" + parameter + ")) = " + parameter;
            case ENDS_WITH, ENDS_WITH_CASE_SENSITIVE ->
                "(length(" + left + ") >= length(" + parameter + ") and substr(" + left + ", length(" + left
                        + ") - length(" + parameter + ") + 1) = " + parameter + ")";
            case CONTAINS, CONTAINS_CASE_SENSITIVE ->
                "(" + parameter + " = '' or replace(" + left + ", " + parameter + ", '') <> " + left + ")";
        };
    }
}
