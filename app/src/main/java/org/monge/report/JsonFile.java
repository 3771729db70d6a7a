package org.monge.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.monge.engine.WholeFile;

/** Records as JSON files: strictly read, wholly written, the same on every system. */
final class JsonFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = MAPPER.writer(
            new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER));

    private JsonFile() {}

    /** @throws IOException naming the file, and what in it is missing, unknown or of a wrong type */
    static <T> T read(Path file, Class<T> type) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException failure) {
            throw WholeFile.cannot("read", file, failure);
        }
        try {
            return MAPPER.readValue(bytes, type);
        } catch (JsonProcessingException damaged) {
            String problem = damaged.getOriginalMessage().lines().findFirst().orElse("damaged");
            throw new IOException("cannot read " + file + ": " + problem, damaged);
        }
    }

    static void write(Path file, Object content) throws IOException {
        WholeFile.write(file, text(content) + "\n");
    }

    static String text(Object content) {
        try {
            return WRITER.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class InstantReader extends FromStringDeserializer<Instant> {
        InstantReader() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String text, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException misfit) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not an instant");
            }
        }
    }
}
