package dev.sallyport.agent.keys;

import dev.sallyport.agent.link.CallFailedException;
import java.io.IOException;
import java.util.List;

/// Where a group's keys come from. Blocks.
@FunctionalInterface
public interface KeySource {
    List<GroupKey> keys(String group) throws IOException, InterruptedException, CallFailedException;
}
