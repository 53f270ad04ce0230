"""Runs unittest as `python3 -m unittest` does, and writes each test's result as JSON: the report's path, then its arguments."""

import inspect
import json
import os
import sys
import traceback
import unittest


def file_of(test):
    module = sys.modules.get(type(test).__module__)
    path = getattr(module, "__file__", None)
    try:
        return inspect.getfile(type(test)) if path is None else path
    except (TypeError, OSError):
        return None


def thrown_in(error):
    """The place that has thrown: the last one that isn't unittest's own."""
    last = None
    for frame, _line in traceback.walk_tb(error):
        if "__unittest" not in frame.f_globals:
            last = frame.f_code.co_filename
    return last


class Result(unittest.TextTestResult):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.told = []
        self.failed_inside = set()

    def tell(self, test, status, error=None, kind=None):
        what, value, trace = error or (None, None, None)
        lost = type(test).__name__ in ("_FailedTest", "ModuleImportFailure")
        self.told.append(
            {
                "id": test.id(),
                "file": None if lost else file_of(test),
                "status": status,
                "message": "" if error is None else "".join(traceback.format_exception(what, value, trace)),
                "error": "" if what is None else "%s: %s" % (what.__name__, value),
                "thrownIn": None if trace is None else thrown_in(trace),
                "kind": "load" if lost else kind,
            }
        )

    def startTest(self, test):
        print("▶ " + test.id(), flush=True)
        super().startTest(test)

    def stopTest(self, test):
        super().stopTest(test)
        # What failed was a part of it, which stands by itself: one more part makes no other test fail.
        if test.id() in self.failed_inside and not any(told["id"] == test.id() for told in self.told):
            self.tell(test, "passed")
        print("✓ " + test.id(), flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell(test, "passed")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell(test, "failed", err, "assertion")

    def addError(self, test, err):
        super().addError(test, err)
        self.tell(test, "failed", err, "error")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell(test, "skipped")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.tell(test, "skipped")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.tell(test, "failed", None, "assertion")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is None:
            self.tell(subtest, "passed")
        else:
            self.failed_inside.add(test.id())
            self.tell(subtest, "failed", err, "assertion" if issubclass(err[0], test.failureException) else "error")
        self.told[-1]["file"] = file_of(test)


class Loader(unittest.TestLoader):
    """Discovers as ever, in some files alone: what a module is called, and what it can import, hangs on where discovery begins."""

    def __init__(self, only):
        super().__init__()
        self.only = only

    def _match_path(self, path, full_path, pattern):
        return super()._match_path(path, full_path, pattern) and os.path.realpath(full_path) in self.only


def main():
    report, words = sys.argv[1], sys.argv[2:]
    only = [os.path.realpath(word[len("--only=") :]) for word in words if word.startswith("--only=")]
    arguments = [word for word in words if not word.startswith("--only=")]
    loader = Loader(only) if only else unittest.defaultTestLoader
    sys.path[0] = os.getcwd()
    results = []

    class Runner(unittest.TextTestRunner):
        resultclass = Result

        def run(self, test):
            result = super().run(test)
            results.append(result)
            return result

    argv = ["python3 -m unittest", *arguments]
    program = unittest.main(module=None, argv=argv, testRunner=Runner, testLoader=loader, exit=False)
    with open(report, "w", encoding="utf-8") as file:
        json.dump([told for result in results for told in result.told], file)
    ran = sum(result.testsRun for result in results)
    sys.exit(0 if program.result.wasSuccessful() and ran > 0 else 1)


main()
