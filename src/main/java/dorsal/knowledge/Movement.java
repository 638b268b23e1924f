package dorsal.knowledge;

/** What an exercise does to the body: the word by which rules select exercises. */
public record Movement(String code, String group, String meaning) {}
