package org.monge.engine;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * libtorch's autocast to bfloat16, switched on or off for this thread until it is closed. Products and convolutions that
 * are computed meanwhile round their factors; so do their derivatives of every order, whenever those are taken.
 */
final class Autocast implements AutoCloseable {
    private final DeviceType type;
    private final boolean before;
    private final ScalarType typeBefore;

    Autocast(DeviceType type, boolean enabled) {
        this.type = type;
        before = torch.is_autocast_enabled(type);
        typeBefore = torch.get_autocast_dtype(type).intern();
        torch.set_autocast_dtype(type, ScalarType.BFloat16);
        torch.set_autocast_enabled(type, enabled);
        torch.increment_nesting();
    }

    @Override
    public void close() {
        if (torch.decrement_nesting() == 0) {
            torch.clear_cache(); // of rounded weights, which the next update changes
        }
        torch.set_autocast_enabled(type, before);
        torch.set_autocast_dtype(type, typeBefore);
    }
}
