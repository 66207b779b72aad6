"""Chromium without a window, told what to do over a pipe: no driver has to fit its version.

https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import json
import os
import shutil
import subprocess
import tempfile


class Browser:
    """One page in one Chromium, with what it logs and asks the network for."""

    def __init__(self):
        program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
        if program is None:
            raise SystemExit("no Chromium is installed")
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs_in, self.to = os.pipe()
        self.back, theirs_out = os.pipe()
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                 "--remote-debugging-pipe", "--no-first-run", f"--user-data-dir={self.profile.name}", "about:blank"]
        # The browser reads commands from descriptor 3 and answers on 4.
        line = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self.process = subprocess.Popen(["sh", "-c", line, program, *flags], pass_fds=(theirs_in, theirs_out),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.rest, self.number, self.session = b"", 0, None
        self.logged, self.requested = [], []
        self.version = self.call("Browser.getVersion")["product"]
        pages = [found for found in self.call("Target.getTargets")["targetInfos"] if found["type"] == "page"]
        target = pages[0]["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
        except EOFError:
            pass
        self.process.wait(timeout=30)
        self.profile.cleanup()

    def message(self):
        while b"\0" not in self.rest:
            read = os.read(self.back, 1 << 20)
            if not read:
                raise EOFError("Chromium has ended")
            self.rest += read
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def event(self, message):
        """Keeps what a test may want to know of an event."""
        said = message.get("params", {})
        match message.get("method"):
            case "Runtime.consoleAPICalled" if said["type"] in ("error", "warning", "assert"):
                self.logged.append(" ".join(str(part.get("value", part.get("description"))) for part in said["args"]))
            case "Runtime.exceptionThrown":
                thrown = said["exceptionDetails"]
                self.logged.append(thrown.get("exception", {}).get("description", thrown["text"]))
            case "Log.entryAdded":
                self.logged.append(said["entry"]["text"])
            case "Network.requestWillBeSent":
                self.requested.append(said["request"]["url"])
            case "Page.javascriptDialogOpening":
                self.logged.append(f"dialog: {said['message']}")
                self.call("Page.handleJavaScriptDialog", accept=False)

    def call(self, method, **params):
        self.number += 1
        number, command = self.number, {"id": self.number, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        data = json.dumps(command).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        while True:
            message = self.message()
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.event(message)

    def run(self, script):
        """The value of a script's expression, waited for where it is a promise."""
        found = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"])
        return found["result"].get("value")

    def open(self, path, width=1360, height=1000, scheme="light"):
        """Opens a file, and waits until it is loaded and drawn."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.look(scheme)
        self.logged.clear()
        self.requested.clear()
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.run("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))")
        self.drawn()

    def look(self, scheme):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def drawn(self):
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))")

    def picture(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))
