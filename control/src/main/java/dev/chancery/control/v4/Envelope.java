package dev.chancery.control.v4;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.chancery.control.refusal.Fault;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The envelope around every answer of the API, good or bad, in the member order the original uses. */
public final class Envelope {
    private Envelope() {}

    /** A success, which writes itself: it is around everything, and the way over its properties is the longer one. */
    private record Good(Answer.Enveloped answer) implements JsonSerializable {
        private static final SerializableString RESULT = new SerializedString("result");
        private static final SerializableString SUCCESS = new SerializedString("success");
        private static final SerializableString ERRORS = new SerializedString("errors");
        private static final SerializableString MESSAGES = new SerializedString("messages");
        private static final SerializableString RESULT_INFO = new SerializedString("result_info");

        @Override
        public void serialize(JsonGenerator json, SerializerProvider values) throws IOException {
            json.writeStartObject();
            json.writeFieldName(RESULT);
            values.defaultSerializeValue(answer.result(), json);
            json.writeFieldName(SUCCESS);
            json.writeBoolean(true);
            json.writeFieldName(ERRORS);
            json.writeStartArray();
            json.writeEndArray();
            json.writeFieldName(MESSAGES);
            values.defaultSerializeValue(answer.messages(), json);
            if (answer.info() != null) {
                json.writeFieldName(RESULT_INFO);
                values.defaultSerializeValue(answer.info(), json);
            }
            json.writeEndObject();
        }

        @Override
        public void serializeWithType(JsonGenerator json, SerializerProvider values, TypeSerializer type)
                throws IOException {
            serialize(json, values);
        }
    }

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
        return Json.write(new Good(answer));
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
