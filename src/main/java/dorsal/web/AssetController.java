package dorsal.web;

import dorsal.web.Assets.Asset;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Style, scripts and pictures of the pages. */
@Controller
final class AssetController {
    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping("/assets/{fingerprint}/{file}")
    void asset(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asset asset = assets.find(request.getRequestURI())
                .orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "There is nothing at this address."));
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setContentType(asset.type());
        byte[] bytes = asset.text().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
