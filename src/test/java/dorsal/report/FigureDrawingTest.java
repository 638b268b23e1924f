package dorsal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dorsal.clinical.Bend;
import dorsal.clinical.Exercise;
import dorsal.clinical.Figure;
import dorsal.clinical.Pose;
import dorsal.knowledge.Knowledge;
import dorsal.knowledge.KnowledgeFolder;
import dorsal.knowledge.RulesCopy;
import dorsal.knowledge.Vocabulary;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class FigureDrawingTest {
    private static final Vocabulary SHIPPED =
            Knowledge.read(KnowledgeFolder.read(Path.of("rules"))).vocabulary();

    @TempDir
    private Path parent;

    static Stream<String> shipped() {
        return SHIPPED.figures().keySet().stream().sorted();
    }

    private static Figure figure(String exercise) {
        return SHIPPED.figure(exercise).orElseThrow();
    }

    @Test
    void everyShippedExerciseHasAFigure() {
        assertThat(SHIPPED.figures().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        SHIPPED.catalogue().stream().map(Exercise::id).toList());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void nobodyIsInTheFloorOrFloatsOverIt(String exercise) {
        for (Pose pose : figure(exercise).poses()) {
            pose.joints().forEach((joint, point) -> {
                if (pose.floor()) {
                    assertThat(point.y() - joint.flesh()).as(joint.code()).isGreaterThanOrEqualTo(-2);
                }
                if (pose.resting().contains(joint)) {
                    assertThat(point.y() - joint.flesh()).as(joint.code()).isBetween(-2.0, 2.0);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void noKneeOrElbowBendsTheWrongWay(String exercise) {
        for (Pose pose : figure(exercise).poses()) {
            if (pose.view() == Pose.View.SIDE) {
                for (Bend bend : List.of(Bend.RIGHT_KNEE, Bend.LEFT_KNEE, Bend.RIGHT_ELBOW, Bend.LEFT_ELBOW)) {
                    assertThat(bend.of(pose)).as(bend.words()).isBetween(-2.0, 160.0);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aPictureIsWellFormedAndStandsByItself(String exercise) throws Exception {
        Document picture = parsed(FigureDrawing.svg(figure(exercise)));

        assertThat(picture.getDocumentElement().getAttribute("role")).isEqualTo("img");
        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(figure(exercise).alt());
        assertThat(picture.getElementsByTagName("text").getLength()).isZero();
        assertThat(picture.getElementsByTagName("style").getLength()).isZero();
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        assertThat(attributes(picture))
                .doesNotContainKeys("style", "href", "xlink:href", "id", "class", "onload")
                .doesNotContainValue("NaN")
                .doesNotContainValue("Infinity");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void aPictureTakesTheColourOfTheTextAndNoOther(String exercise) throws Exception {
        assertThat(colours(parsed(FigureDrawing.svg(figure(exercise))))).isSubsetOf("currentColor", "none");
    }

    @Test
    void whatThePictureSaysIsEscaped() throws Exception {
        Figure bridge = figure("bridge");
        String alt = "</title><script>alert(\"1\" & '2')</script>";

        String svg = FigureDrawing.svg(new Figure(alt, bridge.between(), bridge.poses()));

        assertThat(svg).doesNotContain("<script");
        assertThat(parsed(svg).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(alt);
    }

    @Test
    void howOnePoseLeadsToTheNextIsSeen() {
        List<Pose> poses = figure("bridge").poses();

        String apart = FigureDrawing.svg(new Figure("", Figure.Between.NOTHING, poses));
        String oneWay = FigureDrawing.svg(new Figure("", Figure.Between.ARROW, poses));
        String bothWays = FigureDrawing.svg(new Figure("", Figure.Between.BOTH_WAYS, poses));

        assertThat(strokes(oneWay)).isEqualTo(strokes(apart) + 2);
        assertThat(strokes(bothWays)).isEqualTo(strokes(apart) + 3);
    }

    @Test
    void aFolderNeedsNoFigures() throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        Files.delete(rules.folder().resolve("figures.yaml"));

        Knowledge knowledge = Knowledge.read(KnowledgeFolder.read(rules.folder()));

        assertThat(knowledge.vocabulary().figures()).isEmpty();
        assertThat(knowledge.vocabulary().exercises()).isEqualTo(SHIPPED.exercises());
    }

    @Test
    void anotherPictureIsAnotherFolder() throws IOException {
        RulesCopy rules = RulesCopy.in(parent);
        Path figures = rules.folder().resolve("figures.yaml");
        Files.writeString(figures, Files.readString(figures).replace("alt: \"A person", "alt: \"Someone"));

        assertThat(KnowledgeFolder.read(rules.folder()).fingerprint())
                .isNotEqualTo(KnowledgeFolder.read(Path.of("rules")).fingerprint());
    }

    @Test
    void aPageShowsEveryFigure() throws IOException {
        Path page = FigureGallery.write(SHIPPED, Path.of("target"));

        assertThat(Files.readString(page))
                .contains(SHIPPED.figures().values().stream()
                        .map(FigureDrawing::svg)
                        .toList());
    }

    private static Document parsed(String svg) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static int strokes(String svg) {
        return svg.split("<polyline", -1).length;
    }

    private static List<String> colours(Document picture) {
        List<String> colours = new ArrayList<>();
        for (Element element : elements(picture)) {
            for (String name : List.of("fill", "stroke", "color")) {
                if (element.hasAttribute(name)) {
                    colours.add(element.getAttribute(name));
                }
            }
        }
        return colours;
    }

    private static Map<String, String> attributes(Document picture) {
        Map<String, String> attributes = new HashMap<>();
        for (Element element : elements(picture)) {
            NamedNodeMap named = element.getAttributes();
            for (int i = 0; i < named.getLength(); i++) {
                attributes.put(named.item(i).getNodeName(), named.item(i).getNodeValue());
            }
        }
        return attributes;
    }

    private static List<Element> elements(Document picture) {
        NodeList nodes = picture.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
