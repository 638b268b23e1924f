package dorsal.assessment;

import java.util.List;

/** The nearest review that any rule asks for, and the rules that ask for it. */
public record ReviewAdvice(int weeks, List<String> rules) {}
