from moto.codebuild import responses as codebuild

from .correct import correct


@correct(codebuild.CodeBuildResponse, "create_project")
def keep_encryption_key(original, self):
    """Artifacts are encrypted by the key that the project names."""
    answer = original(self)
    key = self._get_param("encryptionKey")
    if key is not None:
        self.codebuild_backend.codebuild_projects[self._get_param("name")].project_metadata["encryptionKey"] = key
    return answer


@correct(codebuild, "_validate_required_params_source")
def source_of_pipeline(original, source):
    """What a pipeline hands over has no place of its own."""
    if source["type"] != "CODEPIPELINE":
        original(source)


@correct(codebuild, "_validate_required_params_artifacts")
def artifacts_of_pipeline(original, artifacts):
    if artifacts["type"] != "CODEPIPELINE":
        original(artifacts)
