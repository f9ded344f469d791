package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodSignatureTest {

    @Test
    void types_are_named_as_in_source() {
        MethodSignature method = new MethodSignature("f", "(ZBCSIJFD[[ILjava/util/Map$Entry;[Ljava/lang/String;)[J");
        assertThat(method)
                .hasToString(
                        "f(boolean,byte,char,short,int,long,float,double,int[][],java.util.Map$Entry,java.lang.String[])");
        assertThat(method.parameterCount()).isEqualTo(11);
        assertThat(method.parameterType(9)).isEqualTo("java.util.Map$Entry");
        assertThat(method.returnType()).isEqualTo("long[]");
        assertThat(method.name()).isEqualTo("f");
    }

    @Test
    void no_parameters_and_no_result_are_named_too() {
        MethodSignature method = new MethodSignature("f", "()V");
        assertThat(method).hasToString("f()");
        assertThat(method.returnType()).isEqualTo("void");
        assertThat(new MethodSignature("f", "()La/B;").returnType()).isEqualTo("a.B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I", "(", "(I", ")", "(La/B)V", "(X)V", "([)V", "(L)V"})
    void malformed_descriptor_is_an_illegal_argument(String descriptor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MethodSignature("f", descriptor).parameterCount())
                .withMessageContaining(descriptor);
    }
}
