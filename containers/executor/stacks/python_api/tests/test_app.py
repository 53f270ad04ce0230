from flask import Flask
from flask.testing import FlaskClient


def test_says_that_it_is_well(client: FlaskClient) -> None:
    answer = client.get("/api/health")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok"}


def test_names_the_path_that_it_does_not_have(client: FlaskClient) -> None:
    answer = client.get("/api/nothing")
    assert answer.status_code == 404
    assert answer.get_json() == {"error": "there is no /api/nothing"}


def test_keeps_the_words_of_an_error_to_itself(app: Flask) -> None:
    def fail() -> str:
        raise RuntimeError("the password is wrong")

    app.add_url_rule("/api/broken", view_func=fail)
    answer = app.test_client().get("/api/broken")
    assert answer.status_code == 500
    assert answer.get_json() == {"error": "something went wrong"}
