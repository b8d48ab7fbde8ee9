"""The shapes in which llama.cpp, vLLM, Ollama, LM Studio and OpenAI answer and refuse: each costs no more than it must."""

from __future__ import annotations

import json
from typing import Any

import pytest

from readers.stub import TEXT, Raw, answer, completion, passage_of, serving, strike
from thucydides.knowledge.gazetteer import Gazetteer
from thucydides.model.document import Document
from thucydides.model.errors import EndpointError, UsageError
from thucydides.readers import plug
from thucydides.readers.llm.budget import Budget
from thucydides.readers.llm.endpoint import Unanswered
from thucydides.readers.llm.reader import Asked, LanguageModel

DOCUMENT = Document("d1", TEXT, "en", outlet="Example Daily")
WHOLE = json.dumps(answer(strike()))


def read(stub, document=DOCUMENT, budget=None, **asked):
    """One reading by the stub's model, without pauses."""
    settings: dict[str, Any] = {"pause_s": 0.0, "timeout_s": 10.0} | asked
    return plug.read(document, Gazetteer.open(()), LanguageModel(Asked(stub.url, "tiny", **settings), budget))


def refused(status: int, error: Any) -> Raw:
    """A refusal with this body."""
    return Raw(status, json.dumps(error).encode())


def llama(message: str, kind: str = "invalid_request_error", status: int = 400) -> Raw:
    """A refusal as llama.cpp, vLLM and OpenAI have it."""
    return refused(status, {"error": {"code": status, "message": message, "type": kind}})


NO_FORM = {
    "llama.cpp": llama("JSON schema error at #: unrecognized type"),
    "llama.cpp grammar": llama("failed to parse grammar"),
    "vLLM": llama("Grammar error: unsupported", "BadRequestError"),
    "LM Studio": refused(400, {"error": "'response_format.type' must be 'text'"}),
    "FastAPI": refused(422, {"detail": [{"loc": ["body"], "msg": "extra fields not permitted"}]}),
    "not supported": llama("no such feature", "not_supported_error", 501),
    "runner": refused(500, {"error": {"message": "failed to load model vocabulary required for format, grammar"}}),
}


@pytest.mark.parametrize("refusal", NO_FORM.values(), ids=NO_FORM)
def test_a_server_that_knows_no_schema_is_asked_for_less(refusal):
    """Whatever the words of the refusal, a simpler form is tried, is no retry, and is kept for the next question."""
    budget = Budget()
    with serving(lambda q, _n: refusal if q.get("response_format", {}).get("type") == "json_schema" else WHOLE) as stub:
        model = LanguageModel(Asked(stub.url, "tiny", pause_s=0.0, retries=0), budget)
        for number in range(2):
            assert len(plug.read(Document(f"d{number}", TEXT, "en"), Gazetteer.open(()), model).claims) == 1
    forms = [q.get("response_format", {}).get("type") for q in stub.asked]
    assert forms == ["json_schema", "json_object", "json_object"]
    assert (budget.retries, budget.asked) == (0, 200)


def test_a_window_too_small_for_the_longest_answer_gets_a_shorter_one():
    """Where question and answer together do not fit, less is asked for, before the passage is cut; that is remembered."""
    told = "This model's maximum context length is 4096 tokens and your request has 1300 input tokens"

    def reply(question, _n):
        return llama(told, "BadRequestError") if question["max_tokens"] > 2000 else WHOLE

    with serving(reply) as stub:
        model = LanguageModel(Asked(stub.url, "tiny", pause_s=0.0))
        for number in range(2):
            assert len(plug.read(Document(f"d{number}", TEXT, "en"), Gazetteer.open(()), model).claims) == 1
    assert [q["max_tokens"] for q in stub.asked] == [4096, 2048, 1024, 1024]
    assert {passage_of(q) for q in stub.asked} == {TEXT}


LONG = Document("d3", "\n\n".join(["Nothing happened there. " * 30, TEXT, "Prices rose again. " * 30]), "en")
TOO_LONG = {
    "llama.cpp": llama("request (9000 tokens) exceeds the available context size", "exceed_context_size_error"),
    "vLLM": llama("maximum context length is 8192 tokens ... exceeds this limit even without any output tokens"),
    "LM Studio": refused(400, {"error": "Trying to keep the first 9000 tokens when context the overflows."}),
    "LM Studio, status 200": refused(200, {"error": {"message": "Context size has been exceeded."}}),
    "OpenAI": refused(400, {"error": {"message": "too many", "code": "context_length_exceeded"}}),
}


@pytest.mark.parametrize("refusal", TOO_LONG.values(), ids=TOO_LONG)
def test_a_question_too_long_is_cut_smaller_and_costs_nothing(refusal):
    """The passage goes out in parts, in whatever words and with whatever status it was refused; a refusal is not paid for."""
    budget = Budget()
    with serving(lambda q, _n: refusal if len(passage_of(q)) > 900 else _told(q)) as stub:
        (claim,) = read(stub, LONG, budget).claims
    assert claim.trigger.start == LONG.text.index("bombed")
    answered = [q for q in stub.asked if len(passage_of(q)) <= 900]
    assert (budget.asked, budget.answered, budget.retries) == (100 * len(answered), 10 * len(answered), 0)


def _told(question: dict[str, Any]) -> dict[str, Any]:
    return answer(strike()) if "bombed" in passage_of(question) else answer()


def test_a_window_that_takes_not_even_a_short_passage_says_what_to_do():
    """The document is left, and the hint names the switch of each server."""
    with serving(lambda _q, _n: TOO_LONG["llama.cpp"]) as stub, pytest.raises(Unanswered) as told:
        read(stub)
    assert all(switch in told.value.hint for switch in ("llama-server -c", "--max-model-len", "OLLAMA_CONTEXT_LENGTH"))


@pytest.mark.parametrize("kept", [4096, 2050], ids=["a whole window", "half a window"])
def test_a_question_that_the_server_cut_without_a_word_is_asked_in_parts(kept):
    """Ollama drops what does not fit and answers all the same: an answer to half a passage is none, but it is paid for."""
    budget = Budget()

    def reply(question, _n):
        cut = len(passage_of(question)) > 900
        return Raw(body=completion(json.dumps(_told(question)), asked=kept if cut else 1000))

    with serving(reply, {"/api/ps": {"models": [{"name": "tiny:latest", "context_length": 4096}]}}) as stub:
        (claim,) = read(stub, LONG, budget).claims
    assert claim.trigger.start == LONG.text.index("bombed")
    assert [len(passage_of(q)) > 900 for q in stub.asked].count(True) >= 1
    assert budget.asked == sum(kept if len(passage_of(q)) > 900 else 1000 for q in stub.asked)


def test_a_model_that_is_being_loaded_is_waited_for():
    """llama.cpp answers 503 while it loads: that is no try, for as long as an answer may take."""
    loading = llama("Loading model", "unavailable_error", 503)
    budget = Budget()
    with serving(lambda _q, n: loading if n < 8 else WHOLE) as stub:
        assert len(read(stub, budget=budget, retries=0).claims) == 1
    assert (len(stub.asked), budget.retries) == (9, 0)
    with serving(lambda _q, _n: loading) as stub, pytest.raises(Unanswered, match="answers 503"):
        read(stub, retries=0, timeout_s=0.2)


def test_parameters_that_a_model_does_not_take_are_left_out():
    """Newer models of OpenAI want another name for the longest answer, and no temperature."""

    def reply(question, _n):
        if "max_tokens" in question:
            return llama("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
        if "temperature" in question:
            return llama("Unsupported value: 'temperature' does not support 0 with this model.")
        return WHOLE

    with serving(reply) as stub:
        assert len(read(stub, retries=0).claims) == 1
    assert stub.asked[-1]["max_completion_tokens"] == 4096
    assert "seed" in stub.asked[-1]
    assert stub.asked[-1]["response_format"]["type"] == "json_schema"


def test_the_model_that_answers_is_the_one_that_was_asked():
    """llama.cpp and LM Studio answer under any name; readings would be kept under a model that never read them."""
    with serving(lambda _q, _n: Raw(body=completion(WHOLE, model="large"))) as stub:
        assert len(read(stub).claims) == 1  # the endpoint lists `tiny`: another name of it
        model = LanguageModel(Asked(stub.url, "gpt-9", pause_s=0.0))
        with pytest.raises(UsageError, match="'large' answers") as told:
            plug.read(DOCUMENT, Gazetteer.open(()), model)
    assert "--alias gpt-9" in told.value.hint


def test_a_path_that_is_none_is_told_though_the_status_is_200():
    """LM Studio answers unknown paths with status 200 and an error."""
    with (
        serving(lambda _q, _n: refused(200, {"error": "Unexpected endpoint or method. (POST /chat)"})) as stub,
        pytest.raises(EndpointError, match="answers 400") as told,
    ):
        read(stub)
    assert "path" in told.value.hint


def test_answers_of_other_shapes_are_read():
    """Content in parts, no usage, `null` beside thoughts; none of it is an error of the program."""
    parts = [{"type": "text", "text": WHOLE[:40]}, {"type": "text", "text": WHOLE[40:]}]
    bare = json.dumps({"choices": [{"message": {"content": WHOLE}}]}).encode()
    thought = json.dumps(
        {"choices": [{"message": {"content": None, "reasoning_content": "hm"}}], "usage": None}
    ).encode()
    budget = Budget()
    for body in (completion(parts), bare):
        with serving(lambda _q, _n, body=body: Raw(body=body)) as stub:
            assert len(read(stub, budget=budget).claims) == 1
    assert budget.answered > 10  # the second was estimated
    with serving(lambda _q, n: Raw(body=thought) if n == 0 else WHOLE) as stub:
        assert len(read(stub).claims) == 1


def test_a_refusal_tells_its_kind_and_none_of_its_words():
    """The text of an error may hold the document: only its short name is shown."""
    secret = llama("invalid: Warplanes bombed", "content_policy_violation")
    with serving(lambda _q, _n: secret) as stub, pytest.raises(Unanswered) as told:
        read(stub)
    assert "(400, content_policy_violation)" in str(told.value)
    assert "bombed" not in str(told.value).lower() + told.value.hint


def test_a_slow_server_is_told_how_to_be_waited_for():
    """Silence after the question was taken names the options that help."""
    with serving(lambda _q, _n: Raw(after_s=0.4)) as stub, pytest.raises(Unanswered) as told:
        read(stub, timeout_s=0.1, retries=0)
    assert "--timeout" in told.value.hint
