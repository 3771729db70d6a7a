package org.monge.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.monge.engine.HostTensors;
import org.monge.engine.Sha256;
import org.monge.engine.WholeFile;

/**
 * A file of named tensors in the safetensors format: the length of a JSON header in eight bytes, the header, and the
 * tensors' values back to back, row-major and little-endian.
 *
 * <p>A file written here carries, first among its remarks, the SHA-256 of the whole file as it is with that digest's 64
 * digits zero. Such a file is read only if every bit is as it was written.
 */
public final class Safetensors {
    private static final String DIGEST = "sha256";
    private static final String OPENING = "{\"__metadata__\":{\"" + DIGEST + "\":\"";
    private static final String NO_DIGEST = "0".repeat(64);
    private static final int CHUNK = 1 << 18;

    private final Path file;
    private final byte[] header;
    private final Header content;

    private Safetensors(Path file, byte[] header, Header content) {
        this.file = file;
        this.header = header;
        this.content = content;
    }

    /**
     * Writes {@code tensors} in their order, whole or not at all. They may lie on any device and in any layout.
     *
     * @throws IOException naming the file and the reason; what was there is still there
     */
    public static void write(Path file, Map<String, String> metadata, Map<String, Tensor> tensors) throws IOException {
        Map<String, String> remarks = new LinkedHashMap<>();
        remarks.put(DIGEST, NO_DIGEST);
        remarks.putAll(metadata);
        byte[] unsealed = new Header(remarks, places(tensors)).toBytes();
        MessageDigest digest = Sha256.digest();
        digest.update(length(unsealed));
        digest.update(unsealed);
        byte[] chunk = new byte[CHUNK];
        for (Tensor tensor : tensors.values()) {
            transfer(tensor, chunk, (bytes, count) -> digest.update(bytes, 0, count));
        }
        byte[] header = withDigest(unsealed, HexFormat.of().formatHex(digest.digest()));
        WholeFile.write(file, out -> write(out, header, tensors, chunk));
    }

    private static void write(OutputStream out, byte[] header, Map<String, Tensor> tensors, byte[] chunk)
            throws IOException {
        out.write(length(header));
        out.write(header);
        for (Tensor tensor : tensors.values()) {
            transfer(tensor, chunk, (bytes, count) -> out.write(bytes, 0, count));
        }
    }

    private static Map<String, Header.Place> places(Map<String, Tensor> tensors) {
        Map<String, Header.Place> places = new LinkedHashMap<>();
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ElementType type = ElementType.of(tensor);
            long end = begin + tensor.numel() * type.bytes();
            places.put(entry.getKey(), new Header.Place(type, shape(tensor), begin, end));
            begin = end;
        }
        return places;
    }

    /**
     * Opens a file and checks all that its header tells; its data is checked as it is read.
     *
     * @throws InvalidCheckpointException naming the file, the rule and the value
     * @throws IOException if it cannot be read
     */
    public static Safetensors open(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long size = in.length();
            require(size >= Long.BYTES, file, "file", "of at least 8 bytes", size);
            long length = Long.reverseBytes(in.readLong());
            long longest = Math.min(Header.LONGEST, size - Long.BYTES);
            require(length >= 2 && length <= longest, file, "header length", "from 2 to " + longest, length);
            byte[] header = new byte[(int) length];
            in.readFully(header);
            Header content = Header.parse(file, header, size - Long.BYTES - length);
            return new Safetensors(file, header, content);
        }
    }

    public Path file() {
        return file;
    }

    /** The file's remarks, its own digest among them. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(content.metadata());
    }

    /** The type and shape of each tensor, by name, in the file's order. */
    Map<String, Header.Place> places() {
        return content.places();
    }

    /** Whether the file carries its own digest. */
    boolean isSealed() {
        return header.length >= OPENING.length() + NO_DIGEST.length()
                && new String(header, 0, OPENING.length(), StandardCharsets.UTF_8).equals(OPENING);
    }

    /**
     * Every tensor by name, in the file's order, in fresh memory on the host. Call inside a scope, which owns them.
     *
     * @throws InvalidCheckpointException if the file carries its digest and is not what was written
     * @throws IOException if it cannot be read
     */
    public Map<String, Tensor> read() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, ByteBuffer> memory = new HashMap<>();
        content.places().forEach((name, place) -> {
            long[] shape = place.shape().stream().mapToLong(Long::longValue).toArray();
            Tensor tensor = torch.empty(shape, new TensorOptions(place.type().scalarType()), null);
            tensors.put(name, tensor);
            memory.put(name, HostTensors.buffer(tensor));
        });
        stream((name, bytes, count) -> memory.get(name).put(bytes, 0, count));
        return tensors;
    }

    /**
     * Reads the whole file and checks it against the digest that it carries, if any.
     *
     * @throws InvalidCheckpointException if it is not what was written
     * @throws IOException if it cannot be read
     */
    void verify() throws IOException {
        stream((name, bytes, count) -> {});
    }

    private interface Sink {
        void accept(String name, byte[] bytes, int count);
    }

    private void stream(Sink sink) throws IOException {
        MessageDigest digest = Sha256.digest();
        digest.update(length(header));
        digest.update(isSealed() ? withDigest(header, NO_DIGEST) : header);
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Long.BYTES + header.length);
            byte[] chunk = new byte[CHUNK];
            for (Map.Entry<String, Header.Place> entry : inOrderOfData()) {
                long left = entry.getValue().end() - entry.getValue().begin();
                while (left > 0) {
                    int count = (int) Math.min(CHUNK, left);
                    in.readFully(chunk, 0, count);
                    digest.update(chunk, 0, count);
                    sink.accept(entry.getKey(), chunk, count);
                    left -= count;
                }
            }
        } catch (EOFException shortened) {
            throw new InvalidCheckpointException(file, "file", "complete", "an early end");
        }
        if (isSealed()) {
            String found = HexFormat.of().formatHex(digest.digest());
            require(found.equals(content.metadata().get(DIGEST)), file, "SHA-256", "as written", found);
        }
    }

    private List<Map.Entry<String, Header.Place>> inOrderOfData() {
        return content.places().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(Header.Place::begin)))
                .toList();
    }

    private interface Outlet {
        void accept(byte[] bytes, int count) throws IOException;
    }

    private static void transfer(Tensor tensor, byte[] chunk, Outlet outlet) throws IOException {
        Tensor dense = tensor.detach().cpu().contiguous();
        try {
            ByteBuffer memory = HostTensors.buffer(dense);
            while (memory.hasRemaining()) {
                int count = Math.min(chunk.length, memory.remaining());
                memory.get(chunk, 0, count);
                outlet.accept(chunk, count);
            }
        } finally {
            Reference.reachabilityFence(dense);
        }
    }

    private static byte[] withDigest(byte[] header, String digest) {
        byte[] changed = header.clone();
        byte[] digits = digest.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, changed, OPENING.length(), digits.length);
        return changed;
    }

    private static byte[] length(byte[] header) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array();
    }

    static List<Long> shape(Tensor tensor) {
        List<Long> shape = new ArrayList<>();
        for (long i = 0; i < tensor.dim(); i++) {
            shape.add(tensor.size(i));
        }
        return List.copyOf(shape);
    }

    private static void require(boolean holds, Path file, String thing, String rule, Object value)
            throws InvalidCheckpointException {
        if (!holds) {
            throw new InvalidCheckpointException(file, thing, rule, value);
        }
    }
}
