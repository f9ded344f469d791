package dev.tripcoil.speed.calls;

import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Setup;

/** Sentinel in the application's own code. It would write its logs into the home folder. */
@Fork(
        value = 3,
        jvmArgsPrepend = {"-XX:+UseG1GC", "-Xms1g", "-Xmx1g"},
        jvmArgsAppend = "-Dcsp.sentinel.log.dir=benchmarks/target/sentinel")
public class SentinelByHand extends Calls {

    private static final String RESOURCE = "shelf";

    @Setup
    public void define() {
        DegradeRule rule = new DegradeRule(RESOURCE)
                .setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_RATIO)
                .setCount(0.5)
                .setMinRequestAmount(20)
                .setStatIntervalMs(60_000)
                .setTimeWindow(30);
        DegradeRuleManager.loadRules(List.of(rule));
        if (!DegradeRuleManager.hasConfig(RESOURCE)) {
            throw new AssertionError("no rule");
        }
    }

    @Benchmark
    public int timed(Turn turn) throws BlockException {
        Entry entry = SphU.entry(RESOURCE);
        try {
            return shelf.plain(turn.article);
        } finally {
            entry.exit();
        }
    }
}
