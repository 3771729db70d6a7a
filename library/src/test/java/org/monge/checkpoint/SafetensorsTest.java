package org.monge.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.monge.engine.Scope.scoped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.monge.Tensors;
import org.monge.engine.HostTensors;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void fileIsLaidOutAsTheFormatSays() throws IOException {
        Path file = folder.resolve("a");
        write(file, Map.of("k", "v"), HostTensors.floats(new float[] {1, -2}, 2));
        byte[] bytes = Files.readAllBytes(file);
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertEquals(0, length % 8);
        assertEquals(bytes.length, 8 + length + 8);
        String header = new String(bytes, 8, (int) length, StandardCharsets.UTF_8);
        String digest = header.substring(27, 91);
        assertTrue(digest.matches("[0-9a-f]{64}"), header);
        assertEquals(
                "{\"__metadata__\":{\"sha256\":\"" + digest + "\",\"k\":\"v\"},"
                        + "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                header.stripTrailing());
        byte[] data = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0};
        assertArrayEquals(data, Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length));
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void everyTypeComesBack(ElementType type) throws IOException {
        Path file = folder.resolve("a");
        Tensor tensor = torch.arange(new Scalar(6)).remainder(new Scalar(2)).to(type.scalarType());
        write(file, Map.of(), tensor);
        scoped(() -> {
            Tensor read = read(file).get("x");
            assertEquals(type.scalarType(), read.scalar_type().intern());
            assertArrayEquals(new double[] {0, 1, 0, 1, 0, 1}, Tensors.values(read));
        });
    }

    @Test
    void viewsAreWrittenInRowMajorOrder() throws IOException {
        Path file = folder.resolve("a");
        Tensor matrix = HostTensors.floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        write(file, Map.of(), matrix.t());
        scoped(() -> {
            Tensor read = read(file).get("x");
            assertArrayEquals(new long[] {3, 2}, Tensors.shape(read));
            assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, Tensors.values(read));
        });
    }

    @Test
    void tensorsLargerThanABufferComeBack() throws IOException {
        Path file = folder.resolve("a");
        int size = 300_001;
        write(file, Map.of(), torch.arange(new Scalar(size)));
        scoped(() -> {
            double[] values = Tensors.values(read(file).get("x"));
            for (int i = 0; i < size; i++) {
                assertEquals(i, values[i]);
            }
        });
    }

    @Test
    void namesKeepTheirOrderAndAnyCharacter() throws IOException {
        Path file = folder.resolve("a");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<String> names = List.of("z.weight", "a \"quoted\" \\ name", "é", "0.bias");
        names.forEach(name -> tensors.put(name, torch.zeros(new long[] {1})));
        Safetensors.write(file, Map.of(), tensors);
        assertEquals(names, List.copyOf(Safetensors.open(file).places().keySet()));
    }

    @Test
    void filesOfOthersAreReadInAnyOrderOfTheirHeader() throws IOException {
        Path file = raw(
                "{'b':{'dtype':'U8','shape':[2],'data_offsets':[1,3]},"
                        + "'a':{'data_offsets':[0,1],'shape':[],'dtype':'U8'}}   ",
                7,
                8,
                9);
        scoped(() -> {
            Map<String, Tensor> read = read(file);
            assertArrayEquals(new double[] {7}, Tensors.values(read.get("a")));
            assertArrayEquals(new double[] {8, 9}, Tensors.values(read.get("b")));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[]|header must be a JSON object, got ARRAY",
                "{'a'|header must be JSON with distinct names",
                "{} {}|header must be JSON with distinct names",
                "{'a':1}|a must be described by dtype, shape and data_offsets, got 1",
                "{'a':{'dtype':'U8','shape':[3]}}|a must be described by dtype, shape and data_offsets",
                "{'a':{'dtype':'F7','shape':[3],'data_offsets':[0,3]}}|dtype of a must be one of [BOOL, U8,",
                "{'a':{'dtype':'U8','shape':3,'data_offsets':[0,3]}}|shape of a must be a list of numbers, got 3",
                "{'a':{'dtype':'U8','shape':[-3],'data_offsets':[0,3]}}|shape of a must be whole numbers of at least 0",
                "{'a':{'dtype':'U8','shape':[3.0],'data_offsets':[0,3]}}|shape of a must be whole numbers of at least",
                "{'a':{'dtype':'U8','shape':[3],'data_offsets':[3]}}|data_offsets of a must be two numbers, got [3]",
                "{'a':{'dtype':'U8','shape':[3],'data_offsets':[3,0]}}|data_offsets of a must be 3 bytes apart",
                "{'a':{'dtype':'I16','shape':[3],'data_offsets':[0,3]}}|data_offsets of a must be 6 bytes apart",
                "{'a':{'dtype':'U8','shape':[9999999999,9999999999],'data_offsets':[0,3]}}|shape of a must be of fewer",
                "{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]}}|data must be of the 4 bytes that its header",
                "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]}}|data must be of the 2 bytes that its header",
                "{'a':{'dtype':'U8','shape':[2],'data_offsets':[1,3]}}|data of a must be at offset 0, got 1",
                "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'b':{'dtype':'U8','shape':[2],'data_offsets':"
                        + "[1,3]}}|data of b must be at offset 2, got 1",
                "{'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]},'a':{'dtype':'U8','shape':[3],'data_offsets':"
                        + "[0,3]}}|header must be JSON with distinct names, got Duplicate field 'a'",
                "{'__metadata__':[],'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]}}|__metadata__ must be a JSON",
                "{'__metadata__':{'k':1},'a':{'dtype':'U8','shape':[3],'data_offsets':[0,3]}}|__metadata__ k must be a",
            })
    void brokenHeaderIsRefusedByNameAndRule(String header, String told) throws IOException {
        Path file = raw(header, 1, 2, 3);
        var refusal = assertThrows(InvalidCheckpointException.class, () -> Safetensors.open(file));
        assertTrue(refusal.getMessage().startsWith(file + ": " + told), refusal::getMessage);
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-1", "12", "9223372036854775807", "-9223372036854775808"})
    void impossibleHeaderLengthIsRefused(long length) throws IOException {
        Path file = folder.resolve("a");
        byte[] bytes = ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put("{}".getBytes(StandardCharsets.UTF_8))
                .array();
        Files.write(file, bytes);
        var refusal = assertThrows(InvalidCheckpointException.class, () -> Safetensors.open(file));
        assertEquals(file + ": header length must be from 2 to 11, got " + length, refusal.getMessage());
    }

    private Path raw(String header, int... data) throws IOException {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (int value : data) {
            bytes.put((byte) value);
        }
        return Files.write(folder.resolve("raw"), bytes.array());
    }

    private static void write(Path file, Map<String, String> metadata, Tensor tensor) throws IOException {
        Safetensors.write(file, metadata, Map.of("x", tensor));
    }

    private static Map<String, Tensor> read(Path file) {
        try {
            return Safetensors.open(file).read();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void unstorableTypeIsRefused() {
        Tensor complex = torch.zeros(new long[] {1}, new TensorOptions(ScalarType.ComplexFloat));
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> Safetensors.write(folder.resolve("a"), Map.of(), Map.of("x", complex)));
        assertTrue(
                refusal.getMessage().startsWith("type of a stored tensor must be one of [BOOL,"), refusal::getMessage);
    }
}
