package dorsal.clinical;

/**
 * A place in a picture, in hundredths of a person's height.
 *
 * @param x to the right
 * @param y up; 0 is the floor
 */
public record Point(double x, double y) {
    /** The place at a distance in a direction: degrees from the right, counted towards up. */
    public Point towards(double direction, double distance) {
        return new Point(
                x + distance * Math.cos(Math.toRadians(direction)), y + distance * Math.sin(Math.toRadians(direction)));
    }

    /** Moved by so much. */
    public Point plus(double right, double up) {
        return new Point(x + right, y + up);
    }

    public double distanceTo(Point other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
