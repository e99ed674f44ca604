"""The intent classifier: reads every message for act, service, danger, and the wish for a person or for escalation."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack, vstack

from components.labels import REPORT, Meaning
from components.reader import Reader

NOTHING = {"acts": [], "services": [], "emergencies": [], "danger": 0.0, "human": 0.0, "escalate": 0.0}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Understanding(GraphComponent, IntentClassifier):
    """One message can hold several things, so the heads answer separately and `door` carries all their answers;
    Rasa's own `intent` is the one that matters most, for Rasa's own tools."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._reader: Reader | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Understanding:
        return cls(config, model_storage, resource)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        numbers = {"sparse": 1.0, "dense": 1.3, "strength": 1.0, "danger_strength": 4.0}
        return {**numbers, "held_back": 8, "false_alarms": 0.0157, "top": 5}

    def train(self, training_data: TrainingData) -> Resource:
        lines = [line for line in training_data.intent_examples if line.get(TEXT)]
        meanings = [Meaning.of(line.get(INTENT)) for line in lines]
        self._reader = Reader.learn(*self._features(lines), meanings, self._config)
        with self._storage.write_to(self._resource) as folder:
            self._reader.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Understanding:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._reader = Reader.open(folder)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        worded = [message for message in messages if message.get(TEXT)]
        doors = self._reader.read(*self._features(worded), self._config["top"]) if worded and self._reader else []
        for message, door in zip(worded, doors):
            _tell(message, door)
        for message in messages:
            if not message.get(TEXT):
                _tell(message, dict(NOTHING))
        return messages

    def _features(self, messages: list[Message]) -> tuple[csr_matrix, np.ndarray]:
        """(messages, features): the sparse ones, then the dense ones, each weighed; and the dense ones by themselves."""
        sparse = vstack([message.get_sparse_features(TEXT)[1].features for message in messages])
        dense = np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
        weighed = [sparse * self._config["sparse"], csr_matrix(dense * self._config["dense"])]
        return hstack(weighed).tocsr(), dense


def _tell(message: Message, door: dict[str, Any]) -> None:
    ranking = _ranking(door)
    message.set("door", door, add_to_output=True)
    message.set("intent", ranking[0] if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
    message.set("intent_ranking", ranking, add_to_output=True)


def _ranking(door: dict[str, Any]) -> list[dict[str, Any]]:
    """The likeliest act first; `report` says only that there is a service, so its place is taken by the services."""
    ranking = []
    for act, chance in door["acts"]:
        names = door["services"] if act == REPORT and door["services"] else [[act, 1.0]]
        ranking += [{"name": name, "confidence": round(chance * share, 4)} for name, share in names]
    return ranking[:1] + sorted(ranking[1:], key=lambda one: -one["confidence"])
