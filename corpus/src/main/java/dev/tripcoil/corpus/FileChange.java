package dev.tripcoil.corpus;

import dev.tripcoil.corpus.ClassFileMap.Attribute;
import dev.tripcoil.corpus.ClassFileMap.Code;
import dev.tripcoil.corpus.ClassFileMap.Constant;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes of a class file that know where its parts are, and nothing of what they mean. Each throws if there is no such part. */
enum FileChange {
    BYTES {
        @Override
        byte[] change(byte[] file, Random random) {
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            return file;
        }
    },
    TRUNCATED {
        @Override
        byte[] change(byte[] file, Random random) {
            int length = random.nextBoolean() ? random.nextInt(file.length) : file.length + random.nextInt(50);
            return Arrays.copyOf(file, length);
        }
    },
    MOVED {
        @Override
        byte[] change(byte[] file, Random random) {
            int from = random.nextInt(file.length);
            int to = random.nextInt(file.length);
            int count = random.nextInt(Math.min(64, file.length - Math.max(from, to)));
            System.arraycopy(file.clone(), from, file, to, count);
            return file;
        }
    },
    VERSION {
        @Override
        byte[] change(byte[] file, Random random) {
            put2(file, 6, 44 + random.nextInt(29));
            put2(file, 4, random.nextInt(8) == 0 ? 0xFFFF : 0);
            return file;
        }
    },
    WITHOUT_FRAMES_OR_WITH_OLD_ONES {
        @Override
        byte[] change(byte[] file, Random random) {
            put2(file, 4, 0);
            put2(file, 6, 48 + random.nextInt(3));
            return file;
        }
    },
    CLASS_ACCESS {
        @Override
        byte[] change(byte[] file, Random random) {
            file[new ClassFileMap(file).accessAt + random.nextInt(2)] ^= (byte) (1 << random.nextInt(8));
            return file;
        }
    },
    MEMBER_ACCESS {
        @Override
        byte[] change(byte[] file, Random random) {
            file[any(new ClassFileMap(file).members, random).at() + random.nextInt(2)] ^=
                    (byte) (1 << random.nextInt(8));
            return file;
        }
    },
    MEMBER_NAME {
        @Override
        byte[] change(byte[] file, Random random) {
            var members = new ClassFileMap(file).members;
            int at = 2 + 2 * random.nextInt(2);
            put2(
                    file,
                    any(members, random).at() + at,
                    get2(file, any(members, random).at() + at));
            return file;
        }
    },
    CONSTANT_REFERENCE {
        @Override
        byte[] change(byte[] file, Random random) {
            var constants = new ClassFileMap(file).constants;
            var constant = any(constants, random);
            int at = constant.at() + 1 + 2 * random.nextInt(2);
            put2(file, at, random.nextInt(20) == 0 ? 0 : any(constants, random).index());
            return file;
        }
    },
    CONSTANT_TAG {
        @Override
        byte[] change(byte[] file, Random random) {
            file[any(new ClassFileMap(file).constants, random).at()] = (byte) random.nextInt(22);
            return file;
        }
    },
    CONSTANTS_SWAPPED {
        @Override
        byte[] change(byte[] file, Random random) {
            var constants = new ClassFileMap(file).constants;
            var one = any(constants, random);
            var other = any(
                    constants.stream()
                            .filter(each -> each.length() == one.length() && each != one)
                            .toList(),
                    random);
            var copy = file.clone();
            System.arraycopy(copy, one.at(), file, other.at(), one.length());
            System.arraycopy(copy, other.at(), file, one.at(), one.length());
            return file;
        }
    },
    TEXT {
        @Override
        byte[] change(byte[] file, Random random) {
            var texts = new ClassFileMap(file)
                    .constants.stream().filter(FileChange::isText).toList();
            var text = any(texts, random);
            file[text.at() + 3 + random.nextInt(text.length() - 3)] =
                    (byte) TEXT_BYTES.charAt(random.nextInt(TEXT_BYTES.length()));
            return file;
        }
    },
    ATTRIBUTE_TWICE {
        @Override
        byte[] change(byte[] file, Random random) {
            var attribute = any(new ClassFileMap(file).attributes, random);
            var copy = Arrays.copyOfRange(file, attribute.at(), attribute.end());
            return spliced(file, attribute, attribute.end(), attribute.end(), copy, 1);
        }
    },
    ATTRIBUTE_GONE {
        @Override
        byte[] change(byte[] file, Random random) {
            var attribute = any(new ClassFileMap(file).attributes, random);
            return spliced(file, attribute, attribute.at(), attribute.end(), new byte[0], -1);
        }
    },
    ATTRIBUTE_MOVED {
        @Override
        byte[] change(byte[] file, Random random) {
            var attributes = new ClassFileMap(file).attributes;
            var attribute = any(attributes, random);
            var other = any(attributes, random);
            var copy = Arrays.copyOfRange(file, other.at(), other.end());
            return spliced(file, attribute, attribute.end(), attribute.end(), copy, 1);
        }
    },
    ATTRIBUTE_RENAMED {
        @Override
        byte[] change(byte[] file, Random random) {
            var map = new ClassFileMap(file);
            int name = random.nextBoolean()
                    ? get2(file, any(map.attributes, random).at())
                    : any(map.constants, random).index();
            put2(file, any(map.attributes, random).at(), name);
            return file;
        }
    },
    ATTRIBUTE_LENGTH {
        @Override
        byte[] change(byte[] file, Random random) {
            var attribute = any(new ClassFileMap(file).attributes, random);
            int length = switch (random.nextInt(4)) {
                case 0 -> random.nextInt();
                case 1 -> Integer.MAX_VALUE - random.nextInt(3);
                case 2 -> random.nextInt(file.length);
                default -> attribute.length() + random.nextInt(5) - 2;
            };
            ByteBuffer.wrap(file).putInt(attribute.at() + 2, length);
            return file;
        }
    },
    ATTRIBUTE_CONTENT {
        @Override
        byte[] change(byte[] file, Random random) {
            return damaged(file, any(new ClassFileMap(file).attributes, random), random);
        }
    },
    FRAMES {
        @Override
        byte[] change(byte[] file, Random random) {
            return damaged(file, named("StackMap", file, random), random);
        }
    },
    LINES_OR_VARIABLES {
        @Override
        byte[] change(byte[] file, Random random) {
            return damaged(file, named(random.nextBoolean() ? "Line" : "LocalVariable", file, random), random);
        }
    },
    ANNOTATIONS {
        @Override
        byte[] change(byte[] file, Random random) {
            return damaged(file, named("Runtime", file, random), random);
        }
    },
    CODE_SWAPPED {
        @Override
        byte[] change(byte[] file, Random random) {
            var codes = new ClassFileMap(file).codes;
            var one = any(codes, random).attribute();
            var other = any(codes, random).attribute();
            var content = Arrays.copyOfRange(file, other.at(), other.end());
            return spliced(file, one, one.at(), one.end(), content, 0);
        }
    },
    OPCODE_BYTE {
        @Override
        byte[] change(byte[] file, Random random) {
            var code = any(new ClassFileMap(file).codes, random);
            file[code.at() + random.nextInt(code.length())] = (byte) random.nextInt(256);
            return file;
        }
    },
    OPCODE_BIT {
        @Override
        byte[] change(byte[] file, Random random) {
            var code = any(new ClassFileMap(file).codes, random);
            file[code.at() + random.nextInt(code.length())] ^= (byte) (1 << random.nextInt(3));
            return file;
        }
    },
    SIZES {
        @Override
        byte[] change(byte[] file, Random random) {
            var code = any(new ClassFileMap(file).codes, random);
            int at = code.attribute().at() + 6 + 2 * random.nextInt(2);
            int[] sizes = {0, 1, 2, 255, 256, 65_533, 65_534, 65_535, get2(file, at) + 1, get2(file, at) - 1};
            put2(file, at, sizes[random.nextInt(sizes.length)]);
            return file;
        }
    },
    HANDLERS {
        @Override
        byte[] change(byte[] file, Random random) {
            var codes = new ClassFileMap(file).codes;
            var code = any(codes.stream().filter(each -> each.handlers() > 0).toList(), random);
            int at = code.handlersAt() + 2 * random.nextInt(4 * code.handlers());
            put2(file, at, random.nextBoolean() ? random.nextInt(code.length() + 1) : get2(file, at) + 1);
            return file;
        }
    },
    HANDLER_ADDED {
        @Override
        byte[] change(byte[] file, Random random) {
            return handlerAdded(file, any(new ClassFileMap(file).codes, random), random);
        }
    },
    COUNT {
        @Override
        byte[] change(byte[] file, Random random) {
            int at = any(new ClassFileMap(file).attributes, random).countAt();
            put2(file, at, random.nextBoolean() ? 0xFFFF : get2(file, at) + random.nextInt(3) - 1);
            return file;
        }
    };

    /** What names and descriptors are made of, and what they must not hold. */
    private static final String TEXT_BYTES = "()LVIJDZB[;/.<>abc$\u0000";

    abstract byte[] change(byte[] file, Random random);

    /** The argument stays as it is. */
    byte[] applyTo(byte[] classFile, Random random) {
        return change(classFile.clone(), random);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static boolean isText(Constant constant) {
        return constant.tag() == 1 && constant.length() > 3;
    }

    private static Attribute named(String prefix, byte[] file, Random random) {
        var all = new ClassFileMap(file).attributes;
        return any(
                all.stream()
                        .filter(each -> each.name() != null && each.name().startsWith(prefix))
                        .toList(),
                random);
    }

    private static byte[] damaged(byte[] file, Attribute attribute, Random random) {
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = attribute.at() + 6 + random.nextInt(attribute.length());
            file[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : file[at] + random.nextInt(3) - 1);
        }
        return file;
    }

    private static byte[] handlerAdded(byte[] file, Code code, Random random) {
        var handler = ByteBuffer.allocate(8);
        int start = random.nextInt(code.length());
        handler.putShort((short) start);
        handler.putShort((short) (start + 1 + random.nextInt(code.length() - start)));
        handler.putShort((short) random.nextInt(code.length()));
        handler.putShort((short) 0);
        int at = code.handlersAt();
        put2(file, at - 2, code.handlers() + 1);
        ByteBuffer.wrap(file).putInt(code.attribute().at() + 2, code.attribute().length() + 8);
        return spliced(file, at, at, handler.array());
    }

    /** Replaces a part at or in an attribute, and mends the number of attributes, and the length of the code round it. */
    private static byte[] spliced(byte[] file, Attribute attribute, int from, int to, byte[] by, int more) {
        put2(file, attribute.countAt(), get2(file, attribute.countAt()) + more);
        var code = attribute.code();
        if (code != null) {
            ByteBuffer.wrap(file).putInt(code.at() + 2, code.length() + by.length - (to - from));
        }
        return spliced(file, from, to, by);
    }

    private static byte[] spliced(byte[] file, int from, int to, byte[] by) {
        var spliced = ByteBuffer.allocate(file.length + by.length - (to - from));
        spliced.put(file, 0, from).put(by).put(file, to, file.length - to);
        return spliced.array();
    }

    private static int get2(byte[] file, int at) {
        return ByteBuffer.wrap(file).getShort(at) & 0xFFFF;
    }

    private static void put2(byte[] file, int at, int value) {
        ByteBuffer.wrap(file).putShort(at, (short) value);
    }
}
