package dorsal.assessment;

import dorsal.knowledge.Measure;
import java.util.List;

/**
 * What all rules that fired come to for one measure.
 *
 * @param least and most, zero for a measure given in words
 * @param words every value given in words; empty for a number
 * @param rules by id
 */
public record DoseAdvice(Measure measure, double least, double most, List<String> words, List<String> rules) {}
