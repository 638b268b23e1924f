package dorsal.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dorsal.clinical.Pose.Limb;
import dorsal.clinical.Pose.Place;
import dorsal.clinical.Pose.View;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoseTest {
    private final Map<BodyPart, Double> directions = new EnumMap<>(BodyPart.class);
    private final Map<BodyPart, Double> shortened = new EnumMap<>(BodyPart.class);

    PoseTest() {
        for (BodyPart part : BodyPart.values()) {
            directions.put(part, -90.0);
        }
        directions.put(BodyPart.LOWER_BACK, 90.0);
        directions.put(BodyPart.UPPER_BACK, 90.0);
        directions.put(BodyPart.HEAD, 90.0);
        directions.put(BodyPart.RIGHT_FOOT, 0.0);
        directions.put(BodyPart.LEFT_FOOT, 0.0);
    }

    @Test
    void whoStandsUprightHasTheHeadAboveTheFeet() {
        Pose standing = seen(View.SIDE, Joint.RIGHT_ANKLE, new Point(0, 3));

        assertThatJointIsAt(standing, Joint.RIGHT_TOES, 10, 3);
        assertThatJointIsAt(standing, Joint.LEFT_KNEE, 0, 27);
        assertThatJointIsAt(standing, Joint.PELVIS, 0, 51);
        assertThatJointIsAt(standing, Joint.CHEST, 0, 81);
        assertThatJointIsAt(standing, Joint.HEAD, 0, 92.5);
        assertThatJointIsAt(standing, Joint.RIGHT_HAND, 0, 48);
    }

    @Test
    void everyJointFollowsFromTheAnchor() {
        Pose lower = seen(View.SIDE, Joint.HEAD, new Point(7, 50));

        assertThatJointIsAt(lower, Joint.HEAD, 7, 50);
        assertThatJointIsAt(lower, Joint.RIGHT_ANKLE, 7, -39.5);
    }

    @Test
    void oneLimbMovesAlone() {
        directions.put(BodyPart.RIGHT_THIGH, 0.0);
        Pose seated = seen(View.SIDE, Joint.PELVIS, new Point(0, 28));

        assertThatJointIsAt(seated, Joint.RIGHT_KNEE, 24, 28);
        assertThatJointIsAt(seated, Joint.RIGHT_ANKLE, 24, 4);
        assertThatJointIsAt(seated, Joint.LEFT_KNEE, 0, 4);
    }

    @Test
    void aPartThatPointsAtUsIsSeenShort() {
        shortened.put(BodyPart.RIGHT_THIGH, 0.25);

        assertThatJointIsAt(seen(View.SIDE, Joint.PELVIS, new Point(0, 0)), Joint.RIGHT_KNEE, 0, -6);
    }

    @Test
    void fromTheFrontThePersonsRightIsOnOurLeft() {
        Pose front = seen(View.FRONT, Joint.PELVIS, new Point(0, 51));
        Pose back = seen(View.BACK, Joint.PELVIS, new Point(0, 51));

        assertThatJointIsAt(front, Joint.RIGHT_SHOULDER, -9, 81);
        assertThatJointIsAt(front, Joint.LEFT_HIP, 5, 51);
        assertThatJointIsAt(back, Joint.RIGHT_SHOULDER, 9, 81);
    }

    @Test
    void fromAboveTheHeadIsOverTheChestAndTheRightIsRightOfWhereTheChestLooks() {
        directions.put(BodyPart.UPPER_BACK, 0.0);
        Pose above = seen(View.ABOVE, Joint.PELVIS, new Point(0, 0));

        assertThatJointIsAt(above, Joint.HEAD, 0, 0);
        assertThatJointIsAt(above, Joint.RIGHT_SHOULDER, 0, -9);
    }

    @Test
    void aPlaceMayBeBesideAJoint() {
        Pose standing = seen(View.SIDE, Joint.RIGHT_ANKLE, new Point(0, 3));

        assertThat(standing.at(new Place.AtJoint(Joint.RIGHT_ANKLE, new Point(2, -1))))
                .isEqualTo(new Point(2, 2));
        assertThat(standing.at(new Place.AtPoint(new Point(4, 5)))).isEqualTo(new Point(4, 5));
    }

    @Test
    void aPoseNeedsEveryDirection() {
        directions.remove(BodyPart.LEFT_SHIN);

        assertThatIllegalArgumentException().isThrownBy(() -> seen(View.SIDE, Joint.PELVIS, new Point(0, 0)));
    }

    @Test
    void nothingIsBentInUprightStanding() {
        Pose standing = seen(View.SIDE, Joint.PELVIS, new Point(0, 51));

        assertThat(Bend.values())
                .allSatisfy(bend -> assertThat(bend.of(standing)).isZero());
    }

    @Test
    void foldingAJointBendsItForwards() {
        directions.put(BodyPart.RIGHT_THIGH, 0.0);
        directions.put(BodyPart.RIGHT_FOREARM, 0.0);
        directions.put(BodyPart.HEAD, 60.0);
        Pose pose = seen(View.SIDE, Joint.PELVIS, new Point(0, 28));

        assertThat(Bend.RIGHT_HIP.of(pose)).isEqualTo(90);
        assertThat(Bend.RIGHT_KNEE.of(pose)).isEqualTo(90);
        assertThat(Bend.RIGHT_ELBOW.of(pose)).isEqualTo(90);
        assertThat(Bend.NECK.of(pose)).isEqualTo(30);
        assertThat(Bend.LEFT_KNEE.of(pose)).isZero();
    }

    @Test
    void aKneeThatFoldsForwardsIsBentBelowZero() {
        directions.put(BodyPart.LEFT_SHIN, -50.0);

        assertThat(Bend.LEFT_KNEE.of(seen(View.SIDE, Joint.PELVIS, new Point(0, 51))))
                .isEqualTo(-40);
    }

    private Pose seen(View view, Joint anchor, Point at) {
        return new Pose(
                view,
                directions,
                shortened,
                OptionalDouble.empty(),
                Set.<Limb>of(),
                false,
                anchor,
                at,
                true,
                Set.of(),
                List.of(),
                List.of());
    }

    private static void assertThatJointIsAt(Pose pose, Joint joint, double x, double y) {
        assertThat(pose.joints().get(joint)).satisfies(point -> {
            assertThat(point.x()).isCloseTo(x, within(0.01));
            assertThat(point.y()).isCloseTo(y, within(0.01));
        });
    }
}
