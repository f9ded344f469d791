package dev.tripcoil.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Where the parts of a class file are, for those who damage it or measure it. Expects a well-formed one. */
final class ClassFileMap {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int POOL_AT = 8;

    /**
     * @param at of its tag
     * @param length tag included
     */
    record Constant(int index, int tag, int at, int length) {}

    /** @param at of its access flags */
    record Member(boolean isMethod, String name, String descriptor, int at) {}

    /**
     * @param at of its name; two bytes, then four for the length
     * @param length of what follows these six
     * @param countAt of the number of attributes that it is one of
     * @param code the attribute that it is within, or null
     */
    record Attribute(String name, int at, int length, int countAt, Attribute code) {
        int end() {
            return at + 6 + length;
        }
    }

    /**
     * A Code attribute.
     *
     * @param at of the first instruction
     * @param handlers number of exception handlers
     * @param handlersAt of the first of them
     */
    record Code(Attribute attribute, Member method, int at, int length, int handlers, int handlersAt) {}

    final List<Constant> constants = new ArrayList<>();
    final List<Member> members = new ArrayList<>();
    final List<Attribute> attributes = new ArrayList<>();
    final List<Code> codes = new ArrayList<>();

    /** Of the class's access flags, where the constant pool ends. */
    final int accessAt;

    private final ByteBuffer bytes;
    private final String[] texts;

    ClassFileMap(byte[] classFile) {
        bytes = ByteBuffer.wrap(classFile).position(POOL_AT);
        texts = new String[u2()];
        readConstants();
        accessAt = bytes.position();
        skip(6);
        skip(2 * u2());
        readMembers(false);
        readMembers(true);
        readAttributes(null, null);
    }

    private void readConstants() {
        for (int i = 1; i < texts.length; i++) {
            int at = bytes.position();
            int tag = bytes.get();
            if (tag == UTF8) {
                texts[i] = new String(bytes.array(), at + 3, bytes.getShort(at + 1) & 0xFFFF, StandardCharsets.UTF_8);
            }
            int length = 1 + contentLength(tag, at);
            constants.add(new Constant(i, tag, at, length));
            bytes.position(at + length);
            if (tag == LONG || tag == DOUBLE) {
                i++;
            }
        }
    }

    private int contentLength(int tag, int at) {
        return switch (tag) {
            case UTF8 -> 2 + (bytes.getShort(at + 1) & 0xFFFF);
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case LONG, DOUBLE -> 8;
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IllegalArgumentException("constant " + tag);
        };
    }

    private void readMembers(boolean methods) {
        for (int count = u2(); count > 0; count--) {
            int at = bytes.position();
            skip(2);
            var member = new Member(methods, texts[u2()], texts[u2()], at);
            members.add(member);
            readAttributes(member, null);
        }
    }

    private void readAttributes(Member member, Attribute code) {
        int countAt = bytes.position();
        for (int count = u2(); count > 0; count--) {
            int at = bytes.position();
            var name = texts[u2()];
            var attribute = new Attribute(name, at, bytes.getInt(), countAt, code);
            attributes.add(attribute);
            if (code == null && member != null && member.isMethod() && name.equals("Code")) {
                readCode(attribute, member);
            }
            bytes.position(attribute.end());
        }
    }

    private void readCode(Attribute attribute, Member method) {
        skip(4);
        int length = bytes.getInt();
        int at = bytes.position();
        skip(length);
        int handlers = u2();
        codes.add(new Code(attribute, method, at, length, handlers, bytes.position()));
        skip(8 * handlers);
        readAttributes(null, attribute);
    }

    private int u2() {
        return bytes.getShort() & 0xFFFF;
    }

    private void skip(int count) {
        bytes.position(bytes.position() + count);
    }
}
