"""The API. `flask --app app run` serves it."""

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException


def create_app() -> Flask:
    """All routes. It listens nowhere, so that tests ask it directly."""
    app = Flask(__name__)

    @app.get("/api/health")
    def health() -> Response:
        return jsonify(status="ok")

    @app.errorhandler(404)
    def not_found(_: HTTPException) -> tuple[Response, int]:
        return jsonify(error=f"there is no {request.path}"), 404

    @app.errorhandler(500)
    def broken(_: HTTPException) -> tuple[Response, int]:
        return jsonify(error="something went wrong"), 500

    return app
