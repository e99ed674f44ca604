"""Sparse features as a Rasa component; what they are is in `grams`."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.grams import Grams
from components.progress import told


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LettersAndWords(GraphComponent):
    """Rasa's CountVectorsFeaturizer does nearly this, but also for every single word, needs spaces between words
    and has no weights for rarity; a parse is four times quicker without that."""

    def __init__(self, config: dict[str, Any], name: str, storage: ModelStorage, resource: Resource) -> None:
        self._config, self._name, self._storage, self._resource = config, name, storage, resource
        self._grams: Grams | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LettersAndWords:
        return cls(config, execution_context.node_name, model_storage, resource)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"letters": 5, "seen_in": 2, "words": 1.5, "pairs": 0.7}

    def train(self, training_data: TrainingData) -> Resource:
        texts = [message.get(TEXT) for message in training_data.training_examples if message.get(TEXT)]
        named = ("letters", "seen_in", "words", "pairs")
        self._grams = Grams.learn(texts, **{name: self._config[name] for name in named})
        with self._storage.write_to(self._resource) as folder:
            (folder / "grams.json").write_text(json.dumps(self._grams.vocabulary), encoding="utf-8")
            np.save(folder / "weights.npy", self._grams.weights)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LettersAndWords:
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            vocabulary = json.loads((folder / "grams.json").read_text(encoding="utf-8"))
            component._grams = Grams(vocabulary, np.load(folder / "weights.npy"), config["letters"])
        return component

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = training_data.training_examples
        for some in told(messages, "letters and words"):
            self.process(some)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT) and self._grams:
                row = self._grams.of([message.get(TEXT)])
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._name))
        return messages
