"""The page in a browser, where there is one: wide, narrow, dark, with a tag picked, printed."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from expected import FOLDER
from PIL import Image

names = ("chromium", "chromium-browser", "google-chrome", "chrome")
browser = next(filter(None, map(shutil.which, names)), None)
if not browser:
    print("html: skipped, no Chromium here")
    sys.exit()
page = (FOLDER / "x.html").read_text(encoding="utf-8")
for foreign in ("http:", "https:", "<script", "url(", "@import", "<b>有"):
    assert foreign not in page, foreign
assert "有" in page


def run(*args):
    common = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    subprocess.run([browser, *common, *args], check=True, capture_output=True, timeout=120)


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    picked = page.replace('id="f0" checked', 'id="f0"').replace('id="f1"', 'id="f1" checked')
    (folder / "picked.html").write_text(picked, encoding="utf-8")

    def shot(name, width, file=FOLDER / "x.html", *args):
        path = folder / f"{name}.png"
        run(f"--screenshot={path}", f"--window-size={width},2400", *args, file.as_uri())
        return Image.open(path).convert("RGB")

    paper = (0xFD, 0xFB, 0xF6)
    wide, narrow = shot("wide", 1300), shot("narrow", 500)
    for picture in (wide, narrow):
        assert picture.getpixel((3, 3)) == paper
        # Nothing runs over the right edge, and something stands on the page.
        edge = {picture.getpixel((picture.width - 2, y)) for y in range(picture.height)}
        assert edge == {paper}, edge
        assert len(picture.getcolors(1 << 20)) > 50
    dark = shot("dark", 1300, FOLDER / "x.html", "--blink-settings=preferredColorScheme=0")
    assert sum(dark.getpixel((3, 3))) < 150
    one = shot("picked", 1300, folder / "picked.html")
    assert one.tobytes() != wide.tobytes()
    run(f"--print-to-pdf={folder / 'x.pdf'}", (FOLDER / "x.html").as_uri())
    assert (folder / "x.pdf").stat().st_size > 10_000
print("html, Chromium: wide, narrow, dark, picked, printed")
