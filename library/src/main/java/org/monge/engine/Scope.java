package org.monge.engine;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Native lifetime. A tensor made inside a scope is freed when the scope ends, on the thread that opened it; whatever
 * lives longer is made outside every scope and owned by something {@link AutoCloseable}.
 */
public final class Scope {
    static {
        Engine.ensureStarted();
    }

    private Scope() {}

    /** Runs {@code body} and frees every tensor that it made. */
    @SuppressWarnings("try")
    public static void scoped(Runnable body) {
        try (PointerScope scope = new PointerScope()) {
            body.run();
        }
    }

    /** Evaluates {@code body}, frees every tensor that it made, and returns its host value. */
    @SuppressWarnings("try")
    public static <T> T reading(Supplier<T> body) {
        try (PointerScope scope = new PointerScope()) {
            T value = body.get();
            if (value instanceof Tensor) {
                throw new IllegalArgumentException("a tensor does not outlive its scope: use keeping");
            }
            return value;
        }
    }

    /** Evaluates {@code body}, frees every tensor that it made but the result, and leaves that to the caller. */
    public static Tensor keeping(Supplier<Tensor> body) {
        try (PointerScope scope = new PointerScope()) {
            Tensor result = body.get();
            result.retainReference();
            scope.detach(result);
            return result;
        }
    }

    /**
     * Evaluates {@code body} without recording gradients and frees every tensor that it made but the result, which belongs to
     * the scope around or, where there is none, to the caller.
     */
    @SuppressWarnings("try")
    public static Tensor withoutGrad(Supplier<Tensor> body) {
        try (NoGradGuard guard = new NoGradGuard()) {
            PointerScope around = PointerScope.getInnerScope();
            Tensor result = keeping(body);
            if (around != null) {
                around.attach(result);
                result.releaseReference();
            }
            return result;
        }
    }

    /** Runs {@code body} without recording gradients. */
    @SuppressWarnings("try")
    public static void mutating(Runnable body) {
        try (NoGradGuard guard = new NoGradGuard()) {
            body.run();
        }
    }
}
