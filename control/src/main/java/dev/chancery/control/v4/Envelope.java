package dev.chancery.control.v4;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.chancery.control.refusal.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The envelope around every answer of the API, good or bad, in the member order the original uses. */
public final class Envelope {
    private Envelope() {}

    @JsonPropertyOrder({"result", "success", "errors", "messages", "result_info"})
    private record Good(
            @Nullable Object result,
            boolean success,
            List<Bad.Item> errors,
            List<Answer.Message> messages,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ResultInfo resultInfo) {}

    @JsonPropertyOrder({"success", "errors", "messages", "result"})
    private record Bad(
            boolean success,
            List<Item> errors,
            List<Item> messages,
            @Nullable Object result) {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        private record Item(
                int code,
                String message,
                @Nullable Source source,
                @Nullable List<Item> errorChain) {}

        private record Source(String pointer) {}
    }

    /** The bytes of a success. */
    public static byte[] of(Answer.Enveloped answer) {
        return Json.write(new Good(answer.result(), true, List.of(), answer.messages(), answer.info()));
    }

    /** The bytes of a refusal or failure. */
    public static byte[] of(List<Fault> faults) {
        return Json.write(new Bad(false, faults.stream().map(Envelope::item).toList(), List.of(), null));
    }

    private static Bad.Item item(Fault fault) {
        String pointer = fault.pointer();
        return new Bad.Item(
                fault.code().number(),
                fault.message(),
                pointer == null ? null : new Bad.Source(pointer),
                fault.chain().isEmpty()
                        ? null
                        : fault.chain().stream().map(Envelope::item).toList());
    }
}
