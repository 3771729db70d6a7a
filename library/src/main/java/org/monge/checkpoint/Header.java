package org.monge.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * The JSON part of a safetensors file: remarks, and where each tensor lies.
 *
 * @param metadata remarks, in the order of the file
 * @param places where each tensor lies, by name, in the order of the file
 */
record Header(Map<String, String> metadata, Map<String, Place> places) {
    /** The format gives no more than this to a header. */
    static final int LONGEST = 100_000_000;

    private static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** One tensor: its type and shape, and its bytes from {@code begin} up to {@code end} of the data. */
    record Place(ElementType type, List<Long> shape, long begin, long end) {}

    /** As the file has it, with spaces at the end so that the data begins at a multiple of eight. */
    byte[] toBytes() throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode remarks = root.putObject(METADATA);
        metadata.forEach(remarks::put);
        places.forEach((name, place) -> {
            ObjectNode node = root.putObject(name);
            node.put("dtype", place.type().name());
            ArrayNode shape = node.putArray("shape");
            place.shape().forEach(shape::add);
            node.putArray("data_offsets").add(place.begin()).add(place.end());
        });
        byte[] text = JSON.writeValueAsBytes(root);
        int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = Arrays.copyOf(text, padded);
        Arrays.fill(bytes, text.length, padded, (byte) ' ');
        return bytes;
    }

    /**
     * Reads a header and checks that its tensors fill {@code dataLength} bytes without gap or overlap.
     *
     * @throws InvalidCheckpointException naming {@code file}, the rule and the value
     */
    static Header parse(Path file, byte[] bytes, long dataLength) throws IOException {
        JsonNode root = json(file, bytes);
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        for (Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals(METADATA)) {
                metadata.putAll(metadata(file, field.getValue()));
            } else {
                places.put(field.getKey(), place(file, field.getKey(), field.getValue()));
            }
        }
        requireGapless(file, places, dataLength);
        return new Header(metadata, places);
    }

    private static JsonNode json(Path file, byte[] bytes) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new InvalidCheckpointException(
                    file, "header", "JSON with distinct names", malformed.getOriginalMessage());
        }
        require(root.isObject(), file, "header", "a JSON object", root.getNodeType());
        return root;
    }

    private static Map<String, String> metadata(Path file, JsonNode node) throws InvalidCheckpointException {
        require(node.isObject(), file, METADATA, "a JSON object", node.getNodeType());
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Entry<String, JsonNode> field : node.properties()) {
            require(field.getValue().isTextual(), file, METADATA + " " + field.getKey(), "a string", field.getValue());
            metadata.put(field.getKey(), field.getValue().textValue());
        }
        return metadata;
    }

    private static Place place(Path file, String name, JsonNode node) throws InvalidCheckpointException {
        boolean complete = node.isObject() && node.size() == 3 && node.has("dtype");
        require(complete, file, name, "described by dtype, shape and data_offsets", node);
        String typeName = node.get("dtype").asText();
        ElementType type = ElementType.named(typeName).orElse(null);
        require(type != null, file, "dtype of " + name, "one of " + Arrays.toString(ElementType.values()), typeName);
        List<Long> shape = numbers(file, "shape of " + name, node.path("shape"));
        List<Long> offsets = numbers(file, "data_offsets of " + name, node.path("data_offsets"));
        require(offsets.size() == 2, file, "data_offsets of " + name, "two numbers", offsets);
        long begin = offsets.get(0);
        long end = offsets.get(1);
        long size = size(file, name, type, shape);
        require(end - begin == size, file, "data_offsets of " + name, size + " bytes apart", offsets);
        return new Place(type, shape, begin, end);
    }

    private static List<Long> numbers(Path file, String thing, JsonNode node) throws InvalidCheckpointException {
        require(node.isArray(), file, thing, "a list of numbers", node);
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : node) {
            boolean natural = number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0;
            require(natural, file, thing, "whole numbers of at least 0", number);
            numbers.add(number.longValue());
        }
        return List.copyOf(numbers);
    }

    private static long size(Path file, String name, ElementType type, List<Long> shape)
            throws InvalidCheckpointException {
        try {
            return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
        } catch (ArithmeticException overflow) {
            throw new InvalidCheckpointException(file, "shape of " + name, "of fewer than 2^63 bytes", shape);
        }
    }

    private static void requireGapless(Path file, Map<String, Place> places, long dataLength)
            throws InvalidCheckpointException {
        List<Entry<String, Place>> inOrder = new ArrayList<>(places.entrySet());
        inOrder.sort(
                Entry.comparingByValue(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end)));
        long reached = 0;
        for (Entry<String, Place> entry : inOrder) {
            Place place = entry.getValue();
            require(place.begin() == reached, file, "data of " + entry.getKey(), "at offset " + reached, place.begin());
            reached = place.end();
        }
        require(reached == dataLength, file, "data", "of the " + reached + " bytes that its header tells", dataLength);
    }

    private static void require(boolean holds, Path file, String thing, String rule, Object value)
            throws InvalidCheckpointException {
        if (!holds) {
            throw new InvalidCheckpointException(file, thing, rule, value);
        }
    }
}
